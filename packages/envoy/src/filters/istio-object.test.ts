import { expect, test } from 'vitest'
import { metadataObject, policyRule, resourceObject } from './istio-object.ts'

test("Istio's metadata names the object behind a part of the configuration", () => {
  const config = '/apis/networking.istio.io/v1/namespaces/shop/virtual-service/cart'
  expect(metadataObject({ metadata: { filter_metadata: { istio: { config } } } })).toEqual({
    kind: 'object',
    apiVersion: 'networking.istio.io/v1',
    objectKind: 'VirtualService',
    namespace: 'shop',
    name: 'cart',
  })
  expect(metadataObject({ metadata: { filter_metadata: { istio: { config: 'else' } } } })).toBeUndefined()
})

test('the names of rules tell the policy, its provider and that it could not be built', () => {
  expect(policyRule('ns[shop]-policy[readers]-rule[2]')).toMatchObject({
    policy: { objectKind: 'AuthorizationPolicy', namespace: 'shop', name: 'readers' },
    rule: 2,
    provider: undefined,
    broken: false,
  })
  expect(policyRule('istio-ext-authz-my-oauth-ns[a]-policy[b]-rule[0]')?.provider).toBe('my-oauth')
  expect(policyRule('istio-ext-authz-ns[a]-policy[b]-rule[0]-deny-due-to-bad-CUSTOM-action')).toMatchObject({
    provider: undefined,
    broken: true,
  })
  expect(policyRule('mine')).toBeUndefined()
})

test('the names of delivered filters tell the WasmPlugin that they are made from', () => {
  expect(resourceObject('extensions.istio.io/wasmplugin/shop.auth.v2')).toMatchObject({
    objectKind: 'WasmPlugin',
    namespace: 'shop',
    name: 'auth.v2',
  })
  expect(resourceObject('delivered-lua')).toBeUndefined()
})
