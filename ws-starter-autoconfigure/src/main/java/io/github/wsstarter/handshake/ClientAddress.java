/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wsstarter.handshake;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells clients apart by their addresses. An IPv6 client usually has a whole network and
 * may use a new address for every connection, so that the client is told by the prefix of
 * the network.
 *
 * @author The ws-starter authors
 */
final class ClientAddress {

	/**
	 * A text that is parsed as an IPv6 address and never looked up as a name, with
	 * brackets and a zone that servers and proxies may add.
	 */
	private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:%[^\\]]*)?]?");

	private ClientAddress() {
	}

	/**
	 * Return what identifies the client with an address.
	 * @param address the address, which may be any text if a proxy sends it
	 * @param prefixLength the number of bits of an IPv6 address that identify a client
	 * @return the IPv4 address, also of one that is mapped to IPv6; the network of an
	 * IPv6 address; otherwise the text
	 */
	static String identify(String address, int prefixLength) {
		Matcher matcher = IPV6.matcher(address);
		if (!matcher.matches()) {
			return address;
		}
		try {
			InetAddress parsed = InetAddress.getByName(matcher.group(1));
			return (parsed instanceof Inet6Address) ? network(parsed.getAddress(), prefixLength)
					: parsed.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

	private static String network(byte[] address, int prefixLength) throws UnknownHostException {
		for (int bit = prefixLength; bit < address.length * Byte.SIZE; bit++) {
			address[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
		}
		return InetAddress.getByAddress(address).getHostAddress() + "/" + prefixLength;
	}

}
