import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser is shown. */
export interface Message {
  title: string;
  body: string;
  tag: string;
  open: string;
}

interface Browser {
  keys: ECDH;
  auth: Buffer;
  messages: Message[];
}

/** A push service: takes what the product sends for a browser and decrypts it as the browser would (RFC 8291). */
export class PushService {
  private readonly browsers = new Map<string, Browser>();
  private constructor(private readonly server: Server) {}

  /** Listens where the server was told that a push service is. */
  static async at(origin: string): Promise<PushService> {
    const service = new PushService(createServer());
    service.server.on('request', (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const browser = service.browsers.get(request.url ?? '');
        if (browser) browser.messages.push(decrypted(browser, Buffer.concat(parts)));
        response.writeHead(browser ? 201 : 404).end();
      });
    });
    await new Promise<void>((listening) => service.server.listen(Number(new URL(origin).port), '127.0.0.1', listening));
    return service;
  }

  /** A browser's subscription, as its page hands it on. */
  subscribe(name: string) {
    const keys = createECDH('prime256v1');
    keys.generateKeys();
    const auth = randomBytes(16);
    this.browsers.set(`/${name}`, { keys, auth, messages: [] });
    const { port } = this.server.address() as AddressInfo;
    return {
      endpoint: `http://127.0.0.1:${port}/${name}`,
      p256dh: [...keys.getPublicKey()],
      auth: [...auth],
    };
  }

  /** What has come for a browser. */
  messages(name: string): Message[] {
    return this.browsers.get(`/${name}`)?.messages ?? [];
  }

  close(): Promise<void> {
    return new Promise((closed) => this.server.close(() => closed()));
  }
}

function decrypted({ keys, auth }: Browser, body: Buffer): Message {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const theirs = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), theirs]);
  const secret = derived(keys.computeSecret(theirs), auth, info, 32);
  const key = derived(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derived(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')) as Message;
}

function derived(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}
