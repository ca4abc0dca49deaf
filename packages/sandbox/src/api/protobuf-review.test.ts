import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readProtobufReview } from './protobuf-review.ts'

/** A message field of wire type 2. */
function field(number: number, ...content: readonly (Buffer | string)[]): Buffer {
  const bytes = Buffer.concat(content.map((part) => Buffer.from(part)))
  return Buffer.concat([Buffer.of((number << 3) | 2, bytes.length), bytes])
}

/** As kubectl 1.34 sends `auth can-i get pods --subresource=portforward -n shop`. */
const attributes = field(
  1,
  field(1, 'shop'),
  field(2, 'get'),
  field(3, ''),
  field(4, '*'),
  field(5, 'pods'),
  field(6, 'portforward'),
  field(7, ''),
)
const review = field(2, field(1), field(2, attributes), field(3, Buffer.of(8, 0)))
const typeMeta = field(1, field(1, 'authorization.k8s.io/v1'), field(2, 'SelfSubjectAccessReview'))
const body = Buffer.concat([Buffer.from('k8s\0'), typeMeta, review])

test('the attributes of a review are read', () => {
  expect(readProtobufReview(body)).toMatchObject({
    spec: {
      resourceAttributes: { namespace: 'shop', verb: 'get', resource: 'pods', subresource: 'portforward' },
    },
  })
})

test('no bytes make it throw, and without the mark nothing is read', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      readProtobufReview(Buffer.concat([Buffer.from('k8s\0'), bytes]))
      expect(readProtobufReview(Buffer.concat([Buffer.from('x'), bytes]))).toBeUndefined()
    }),
  )
})
