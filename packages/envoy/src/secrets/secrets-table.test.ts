import { expect, test } from 'vitest'
import { readDump } from '../dump/read-dump.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import { leafPem, rootPem } from './fixtures/certificates.ts'
import { secretsTable } from './secrets-table.ts'
import { withoutKeys } from './without-keys.ts'

const admin = 'type.googleapis.com/envoy.admin.v3.SecretsConfigDump'
const readAt = Date.parse('2026-12-01T00:00:00Z')

function answersWith(secret: JsonObject, field = 'dynamic_active_secrets') {
  const answer = {
    configs: [{ '@type': admin, [field]: [{ name: 'it', secret: { name: 'it', ...secret } }] }],
  }
  return { dump: readDump([{ answer }]), readAt }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function cellsOf(answers: ReturnType<typeof answersWith>, ...ids: readonly string[]) {
  return secretsTable
    .rows(answers)
    .map((row) => ids.map((id) => secretsTable.columns.find((column) => column.id === id)?.cell(row)))
}

function trustDomain(name: string): JsonObject {
  return { name, trust_bundle: { inline_string: rootPem } }
}

const withChain = {
  tls_certificate: {
    certificate_chain: { inline_bytes: base64(leafPem + rootPem) },
    private_key: { inline_bytes: base64('[redacted]') },
  },
}

test('each certificate of a chain is a row, in its order', () => {
  expect(
    cellsOf(answersWith(withChain), 'secret.name', 'secret.type', 'secret.position', 'secret.life'),
  ).toEqual([
    ['it', 'Cert Chain', '1/2', 'good'],
    ['it', 'CA', '2/2', 'good'],
  ])
})

test('a secret that did not come yet is a row without a certificate', () => {
  expect(
    cellsOf(
      answersWith({}, 'dynamic_warming_secrets'),
      'secret.name',
      'secret.type',
      'secret.state',
      'secret.valid',
    ),
  ).toEqual([['it', undefined, 'warming', false]])
})

test('authorities of several trust domains are rows that name their domain', () => {
  const secret = {
    validation_context: {
      custom_validator_config: {
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.SPIFFECertValidatorConfig',
          trust_domains: [trustDomain('east.test'), trustDomain('west.test')],
        },
      },
    },
  }
  expect(cellsOf(answersWith(secret), 'secret.type', 'secret.trust-domain')).toEqual([
    ['CA', 'east.test'],
    ['CA', 'west.test'],
  ])
})

test('certificates in files say which file, because only Envoy can read it', () => {
  const answers = answersWith({ tls_certificate: { certificate_chain: { filename: '/etc/tls/cert.pem' } } })
  const [row] = secretsTable.rows(answers)
  if (row === undefined) throw new Error('no row')
  expect(secretsTable.facts(row, answers)).toContainEqual({
    word: 'secret.source',
    text: '/etc/tls/cert.pem',
  })
})

test('a private key never reaches a row or a fact, also when Envoy did not take it out', () => {
  const key = '-----BEGIN PRIVATE KEY-----\nbm90LWZvci15b3U=\n-----END PRIVATE KEY-----'
  const secret = {
    tls_certificate: {
      certificate_chain: { inline_string: `${key}\n${leafPem}${key}` },
      private_key: { inline_string: key },
    },
  }
  const answers = answersWith(secret)
  const rows = secretsTable.rows(answers)
  const facts = rows.flatMap((row): readonly Fact[] => secretsTable.facts(row, answers))
  expect(rows).toHaveLength(1)
  expect(JSON.stringify([rows, facts])).not.toContain('bm90LWZvci15b3U')
  expect(facts).toContainEqual({ word: 'secret.private-key', text: 'inline' })
})

test('a document is shown without the keys that are written out in it; paths stay', () => {
  const document: Json = {
    tlsCertificate: { privateKey: { inlineBytes: 'a2V5' }, certificateChain: { inlineBytes: 'Y2VydA==' } },
    list: [
      { private_key: { filename: '/key.pem' } },
      { session_ticket_keys: { keys: [{ inline_bytes: 'a2V5' }] } },
    ],
    generic_secret: { secret: { inline_string: 'key' } },
  }
  const shown = withoutKeys(document)
  expect(JSON.stringify(shown)).not.toMatch(/a2V5|"key"/)
  expect(shown).toMatchObject({
    tlsCertificate: { certificateChain: { inlineBytes: 'Y2VydA==' } },
    list: [{ private_key: { filename: '/key.pem' } }, {}],
  })
})
