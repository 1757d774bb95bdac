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

/**
 * Annotated endpoint beans. They are read and checked at start-up, kept as an immutable
 * model, and called for each event of a session.
 *
 * <pre>
 * read     EndpointRoutes -- EndpointDiscoverer                 finds the beans
 *            |
 *          EndpointReader                                       one class
 *            |-- MethodReader                                   one method
 *            |     |-- ArgumentKinds -- ArgumentKind *          its parameters
 *            |     |     '-- TypedArguments, NamedValueKinds  the built-in kinds
 *            |     |-- ReplyKinds -- ReplyKind *                its return value
 *            |     '-- DestinationsReader                       its &#64;SendTo
 *            |-- MessageMethodsReader                           which message goes where
 *            '-- SubscribeMethodsReader                         which topic goes where
 *          EndpointDefinitionException                          what is wrong, at start-up
 *            |
 * model    EndpointModel
 *            |-- EndpointMethod *
 *            |-- MessageMethods -- MessageType
 *            '-- SubscribeMethod *
 *          EndpointMethod = Invocation, Argument *, ReplyKind, Destinations
 *            |
 *          EndpointModel.bind                                   to the bean or its proxy
 *            |
 * call     AnnotatedSessionHandler                              one for each endpoint
 *            |-- EndpointCalls                                  calls, and replies
 *            |-- PendingReply.Registry -- ReplySubscriber *     replies that take time
 *            |-- EndpointSubscriptions                          who may subscribe
 *            |-- SessionRefusals                                closes what cannot be served
 *            '-- EndpointFailures                               &#64;OnError, error messages
 *          UnusableArgumentException                            what the client did not send
 *
 * extend   EndpointArgumentResolver                             an ArgumentKind
 *          EndpointReturnValueHandler                           a ReplyKind
 *          MessageValidator -- JakartaMessageValidator          validates messages
 * </pre>
 *
 * Internal, except for {@code EndpointArgumentResolver},
 * {@code EndpointReturnValueHandler}, {@code UnusableArgumentException},
 * {@code MessageValidator} and {@code EndpointDefinitionException}.
 */
@NullMarked
package io.github.wsstarter.endpoint;

import org.jspecify.annotations.NullMarked;
