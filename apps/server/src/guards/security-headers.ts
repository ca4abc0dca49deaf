import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

const nonces = new WeakMap<ServerResponse, string>()

/** The nonce of this answer's Content-Security-Policy. */
export function nonceOf(response: ServerResponse): string {
  const nonce = nonces.get(response)
  if (nonce === undefined) throw new Error('the security headers must come before whatever needs the nonce')
  return nonce
}

/**
 * The policy of our own pages: scripts and styles by nonce or from our own
 * files, connections to ourselves only, frames only of the original pages, and
 * nobody may frame us (clickjacking). No HSTS and no `upgrade-insecure-requests`:
 * this is plain HTTP on loopback, where both would only break things. The raw
 * pages replace the policy with a stricter one of their own.
 */
export const securityHeaders: readonly RequestHandler[] = [
  function mintNonce(_request, response, next) {
    nonces.set(response, randomBytes(16).toString('base64'))
    next()
  },
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", withNonce],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", withNonce],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        // A path in a source expression needs a host; the Host guard has judged this one.
        frameSrc: [(request) => `http://${request.headers.host ?? ''}/raw/`],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // The raw pages live in an opaque origin inside a frame and could not be embedded with it.
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  }),
]

function withNonce(_request: unknown, response: ServerResponse): string {
  return `'nonce-${nonceOf(response)}'`
}
