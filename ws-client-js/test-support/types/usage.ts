import { connect, WsError, type Position } from 'ws-starter-client';
const client = connect('/ws/quotes', { token: async () => 'x', transport: 'auto' });
client.addEventListener('state', (e) => { const s: 'connecting' | 'open' | 'waiting' | 'closed' = e.detail.state; });
client.addEventListener('close', ({ detail: { code, final } }) => console.log(code.toFixed(), final === true));
client.addEventListener('event', (e) => console.log(e.detail.topic, e.detail.data));
client.addEventListener('binary', (e) => e.detail.byteLength);
const n: Promise<number> = client.request<number>('x', { timeout: 5, signal: AbortSignal.timeout(5) });
const s = client.subscribe<{ price: number }>('a', ({ price }, event) => { const since: Position = event; price.toFixed(); }, { since: { epoch: 'a', offset: 1 } });
s.ready.then(({ recovered }) => recovered === true, (e: WsError) => e.retryable);
s.addEventListener('end', (e) => e.detail.error?.code);
// @ts-expect-error
connect('/a', { transport: 'pigeon' });
// @ts-expect-error
client.state = 'open';
client.close();
