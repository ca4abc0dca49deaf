import { expect, test } from 'vitest'
import { tracedRequest } from '../fixtures/traced-proxy.ts'
import { believed, httpRequestOf } from './http-request.ts'
import { wantsTls } from './take-route.ts'

const secure = { require_tls: 'ALL' }
const says = tracedRequest({ headers: [['X-Forwarded-Proto', 'https']] })

/** Whether a manager sends a plain request to HTTPS. */
function isSentToTls(manager: Parameters<typeof believed>[0]): boolean {
  return wantsTls(secure, httpRequestOf(believed(manager, says, false), '/', false))
}

test('an edge does not believe a caller who says that it came by HTTPS', () => {
  expect(isSentToTls({ use_remote_address: true })).toBe(true)
})

test('behind a trusted proxy, and inside the mesh, it is believed', () => {
  expect(isSentToTls({ use_remote_address: true, xff_num_trusted_hops: 1 })).toBe(false)
  expect(isSentToTls({})).toBe(false)
})

test('an edge passes on how it met the caller', () => {
  expect(believed({ use_remote_address: true }, says, true).headers).toEqual([['x-forwarded-proto', 'https']])
  expect(believed({ use_remote_address: true }, says, false).headers).toEqual([['x-forwarded-proto', 'http']])
})
