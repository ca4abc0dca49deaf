import { X509Certificate } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { readCertificate } from './certificate.ts'
import { lifeOf, percentLeft } from './certificate-life.ts'
import { isIssuedBy, readChain, trustDomainOf } from './certificate-chain.ts'
import { leafPem, rootPem } from './fixtures/certificates.ts'
import { addressText } from './ip-address.ts'
import { pemBlocks } from './pem.ts'

function bytesOf(pem: string): Uint8Array {
  const [block] = pemBlocks(pem)
  if (block?.kind !== 'certificate' || block.bytes === undefined) throw new Error('no certificate')
  return block.bytes
}

const leaf = readCertificate(bytesOf(leafPem))
const root = readCertificate(bytesOf(rootPem))

test('a certificate says who it is for, by whom, how long and with which key', () => {
  expect(leaf).toMatchObject({
    subject: String.raw`CN=shop.example.test,O=Example\, Inc.,C=DE`,
    key: 'EC P-384',
    signature: 'SHA-256 with ECDSA',
    isAuthority: false,
    keyUsage: ['digitalSignature', 'keyAgreement'],
    purposes: ['serverAuth', 'clientAuth'],
    altNames: [
      { kind: 'dns', value: 'shop.example.test' },
      { kind: 'dns', value: '*.example.test' },
      { kind: 'ip', value: '10.0.0.7' },
      { kind: 'ip', value: '2001:db8::1' },
      { kind: 'email', value: 'ops@example.test' },
      { kind: 'uri', value: 'spiffe://example.test/ns/a/sa/b' },
    ],
  })
  expect(trustDomainOf(leaf)).toBe('example.test')
  expect(root).toMatchObject({ key: 'Ed25519', signature: 'Ed25519', isAuthority: true, pathLength: 1 })
})

test('serial numbers and times are those that another reader finds', () => {
  for (const pem of [leafPem, rootPem]) {
    const other = new X509Certificate(pem)
    const ours = readCertificate(bytesOf(pem))
    expect(ours.serial).toBe(other.serialNumber.toLowerCase())
    expect(ours.notBefore).toBe(Date.parse(other.validFrom))
    expect(ours.notAfter).toBe(Date.parse(other.validTo))
    expect(ours.isAuthority).toBe(other.ca)
  }
})

test('a chain is read in its order; a key among it is told and not kept', () => {
  const text = `${leafPem}-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n${rootPem}`
  expect(pemBlocks(text).map(({ kind }) => kind)).toEqual(['certificate', 'private-key', 'certificate'])
  expect(JSON.stringify(pemBlocks(text))).not.toContain('c2VjcmV0')
  expect(readChain(text)).toHaveLength(2)
  expect(isIssuedBy(root, root)).toBe(true)
  expect(isIssuedBy(leaf, root)).toBe(false)
})

test('what is no certificate is said so for its place in the chain', () => {
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  expect(readChain(`${broken}${leafPem}`).map(({ kind }) => kind)).toEqual(['unreadable', 'certificate'])
  expect(readChain('-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----')).toEqual([
    { kind: 'unreadable', text: 'The lines of this PEM block are not Base64.' },
  ])
})

test('a byte that is changed, cut or added makes another certificate or a sentence, never another error', () => {
  const originals = [bytesOf(leafPem), bytesOf(rootPem)]
  fc.assert(
    fc.property(
      fc.constantFrom(...originals),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.option(fc.nat(), { nil: undefined, freq: 8 }),
      (original, changes, cut) => {
        const bytes = Uint8Array.from(original)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        expect(isReadOrRefused(cut === undefined ? bytes : bytes.subarray(0, cut % bytes.length))).toBe(true)
      },
    ),
    { numRuns: 10_000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(isReadOrRefused(bytes)).toBe(true)
    }),
  )
})

function isReadOrRefused(bytes: Uint8Array): boolean {
  try {
    readCertificate(bytes)
    return true
  } catch (error) {
    if (error instanceof EnvoyAnswerError) return true
    throw error
  }
}

/** Times of a certificate that began in 1970. */
function ofLife(life: number): { readonly notBefore: number; readonly notAfter: number } {
  return { notBefore: 0, notAfter: life }
}

test('a workload certificate is late when a fifth of its life is left, others a month before', () => {
  const hour = 3_600_000
  const day = 24 * hour
  expect(lifeOf(ofLife(day), true, day - 5 * hour)).toBe('good')
  expect(lifeOf(ofLife(day), true, day - 4 * hour)).toBe('expiring-soon')
  expect(lifeOf(ofLife(hour), true, 0.6 * hour)).toBe('good')
  expect(lifeOf(ofLife(365 * day), false, 334 * day)).toBe('good')
  expect(lifeOf(ofLife(365 * day), false, 336 * day)).toBe('expiring-soon')
  expect(lifeOf(ofLife(40 * day), false, 20 * day)).toBe('good')
  expect(lifeOf(ofLife(day), true, day)).toBe('expired')
  expect(lifeOf(ofLife(day), true, -1)).toBe('not-yet-valid')
  expect(percentLeft(ofLife(day), day / 4)).toBe(75)
})

test('addresses are written as their standards do', () => {
  expect(addressText(Uint8Array.of(10, 0, 0, 7))).toBe('10.0.0.7')
  expect(addressText(new Uint8Array(16))).toBe('::')
  const loopback = new Uint8Array(16)
  loopback[15] = 1
  expect(addressText(loopback)).toBe('::1')
  expect(addressText(Uint8Array.of(1, 2))).toBe('0102')
})
