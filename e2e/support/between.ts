import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { freePort } from './servers';

/** Stands between a browser and the server, and may change what comes of a path. */
export async function between(origin: string, change: (path: string, body: Buffer) => Buffer): Promise<{ origin: string; stop: () => void }> {
  const port = await freePort();
  const own = `http://127.0.0.1:${port}`;
  const pass = (from: IncomingMessage, to: ServerResponse) => {
    const { 'if-none-match': _etag, 'if-modified-since': _date, ...asks } = from.headers;
    const headers = { ...asks, host: new URL(origin).host, 'accept-encoding': 'identity' };
    if (headers.origin) headers.origin = origin;
    const asked = request(origin + from.url, { method: from.method, headers }, (answer) => {
      const { 'content-length': _, ...rest } = answer.headers;
      to.writeHead(answer.statusCode ?? 502, rest);
      if (rest['content-type']?.includes('event-stream')) return void answer.pipe(to);
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => to.end(change(from.url ?? '', Buffer.concat(parts))));
    });
    asked.on('error', () => to.destroy());
    from.pipe(asked);
  };
  const server = createServer(pass).listen(port, '127.0.0.1');
  return { origin: own, stop: () => { server.closeAllConnections(); server.close(); } };
}
