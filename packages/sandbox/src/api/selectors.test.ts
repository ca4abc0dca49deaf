import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { generatedObject } from '../meshes/generated-object.ts'
import { parseFieldSelector, parseLabelSelector, SelectorError } from './selectors.ts'

const pod = generatedObject(
  'Pod',
  { name: 'cart', namespace: 'shop', labels: { app: 'cart', version: 'v1', 'istio.io/rev': 'default' } },
  { spec: { nodeName: 'lab' }, status: { phase: 'Running' } },
)

test.each([
  ['', true],
  ['app=cart', true],
  ['app==cart,version=v1', true],
  ['app!=cart', false],
  ['missing!=anything', true],
  ['istio.io/rev', true],
  ['!istio.io/rev', false],
  ['app in (cart, catalog)', true],
  ['app notin (cart),version', false],
  ['missing in (x)', false],
  ['missing notin (x)', true],
])('the label selector "%s" selects: %s', (text, selected) => {
  expect(parseLabelSelector(text)(pod)).toBe(selected)
})

test.each([
  ['metadata.name=cart', true],
  ['metadata.name!=cart', false],
  ['status.phase=Running,spec.nodeName=lab', true],
  ['metadata.namespace==other', false],
])('the field selector "%s" selects: %s', (text, selected) => {
  expect(parseFieldSelector(text)(pod)).toBe(selected)
})

test('events are selected by what they are about', () => {
  const event = generatedObject(
    'Event',
    { name: 'cart.1', namespace: 'shop' },
    { involvedObject: { kind: 'Pod', name: 'cart' } },
  )
  expect(parseFieldSelector('involvedObject.kind=Pod,involvedObject.name=cart')(event)).toBe(true)
  expect(parseFieldSelector('involvedObject.name=cart-2')(event)).toBe(false)
})

function attempt(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    return error
  }
}

test('text that is no selector is refused with the one error for it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const parse of [parseLabelSelector, parseFieldSelector]) {
        const result = attempt(parse, text)
        expect(typeof result === 'function' || result instanceof SelectorError).toBe(true)
      }
    }),
  )
})
