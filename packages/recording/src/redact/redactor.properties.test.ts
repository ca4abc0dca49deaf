import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Redactor } from './redactor.ts'
import { findSecret } from './testing/find-secret.ts'
import { disguises, nastySecret, randomSecret } from './testing/secret-values.ts'

/** A redactor that has removed the secret from a variable of a pod, as the recorder shows it all objects first. */
function learnedFrom(...secrets: readonly string[]): Redactor {
  const redactor = new Redactor()
  redactor.object('pods', {
    metadata: { name: 'orders-1', namespace: 'shop' },
    spec: {
      containers: [{ name: 'app', env: secrets.map((value, at) => ({ name: `GREETING_${at}`, value })) }],
    },
  })
  return redactor
}

const secret = fc.oneof(randomSecret, nastySecret)
const around = fc.string({ maxLength: 9 }).map((text) => text.toWellFormed())

test.each(Object.keys(disguises))(
  'a value that was learned is nowhere in any document, written as %s',
  (name) => {
    const disguise = disguises[name] ?? String
    const property = fc.property(
      secret,
      around,
      around,
      fc.jsonValue({ maxDepth: 3 }),
      (value, before, after, rest) => {
        const written = disguise(value, before, after)
        const documents = [
          JSON.stringify({ rest, a: [{ b: written }], [written]: rest }),
          JSON.stringify([written, rest], undefined, 1),
          `# a page\n${written}\n${JSON.stringify(rest)}`,
        ]
        for (const document of documents) {
          const clean = learnedFrom(value).scrub(Buffer.from(document), 'e')
          if (findSecret(clean, value) !== undefined) throw new Error(clean.toString('utf8'))
          if (!document.startsWith('#')) JSON.parse(clean.toString('utf8'))
        }
      },
    )
    expect(() => fc.assert(property, { numRuns: 150 })).not.toThrow()
  },
)

test('whatever was learned, a document stays a document, and a second time changes nothing', () => {
  const property = fc.property(
    fc.array(fc.oneof(fc.string({ maxLength: 20 }), secret, fc.json({ maxDepth: 1 })), { maxLength: 6 }),
    fc.jsonValue({ maxDepth: 4 }),
    fc.boolean(),
    (values, rest, pretty) => {
      const redactor = learnedFrom(...values)
      const text = JSON.stringify(
        { rest, values, pairs: values.map((one) => ({ [one]: one })) },
        undefined,
        pretty ? 2 : 0,
      )
      const once = redactor.scrub(Buffer.from(text), 'e')
      JSON.parse(once.toString('utf8'))
      expect(redactor.scrub(once, 'e').toString('utf8')).toBe(once.toString('utf8'))
    },
  )
  expect(() => fc.assert(property, { numRuns: 400 })).not.toThrow()
})

test('bytes that are nothing in particular come out without the value, and unchanged without it', () => {
  const property = fc.property(
    randomSecret,
    fc.uint8Array({ maxLength: 400 }),
    fc.uint8Array({ maxLength: 400 }),
    (value, a, b) => {
      const redactor = learnedFrom(value)
      const clean = redactor.scrub(Buffer.concat([a, Buffer.from(value), b]), 'e')
      expect(clean.includes(value)).toBe(false)
      const noise = Buffer.concat([Buffer.from(' '), a, b])
      expect(redactor.scrub(noise, 'e').equals(noise)).toBe(true)
    },
  )
  expect(() => fc.assert(property)).not.toThrow()
})

test('any JSON keeps its shape as an answer: keys, order, numbers, and no more than its texts are gone', () => {
  const property = fc.property(
    fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.stringify({ value })),
    fc.constantFrom(
      '/config_dump',
      '/debug/krtz',
      '/debug/configz',
      '/debug/inject',
      '/debug/adsz',
      '/server_info',
    ),
    (text, target) => {
      const redactor = new Redactor()
      const kept = redactor
        .answer({ port: 'istiod-http', target, body: Buffer.from(text), entry: 'e' })
        .toString('utf8')
      expect(shapeOf(JSON.parse(kept))).toEqual(shapeOf(JSON.parse(text)))
    },
  )
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
})

test('the report counts, and never contains what was removed', () => {
  const property = fc.property(secret, (value) => {
    const redactor = learnedFrom(value)
    redactor.scrub(Buffer.from(JSON.stringify({ a: value })), 'pods/shop/orders-1/0.json')
    const report = redactor.report()
    expect(report).toContainEqual({ rule: 'environment', path: 'objects/pods', times: 1 })
    expect(report).toContainEqual({ rule: 'learned-value', path: 'pods/shop/orders-1/0.json', times: 1 })
    expect(findSecret(Buffer.from(JSON.stringify(report)), value)).toBeUndefined()
  })
  expect(() => fc.assert(property, { numRuns: 50 })).not.toThrow()
})

/** A document with every text replaced by the same one. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([key, one]) => [key, shapeOf(one)])
  return typeof value === 'string' ? 'text' : value
}
