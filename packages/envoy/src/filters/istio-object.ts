import { messageAt, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { Link } from '../table/resource-table.ts'

export type ObjectLink = Extract<Link, { readonly kind: 'object' }>

/**
 * The object that Istio's metadata names: the path
 * `/apis/networking.istio.io/v1/namespaces/shop/virtual-service/cart` at
 * `filter_metadata.istio.config`.
 * @see istio: pilot/pkg/networking/util/util.go (AddConfigInfoMetadata)
 */
export function metadataObject(holder: JsonObject | undefined): ObjectLink | undefined {
  const path = textOf(messageAt(holder, 'metadata', 'filter_metadata', 'istio'), 'config')
  const parts = /^\/apis\/([^/]+\/[^/]+)\/namespaces\/([^/]+)\/([^/]+)\/(.+)$/.exec(path ?? '')
  const [, apiVersion, namespace, kind, name] = parts ?? []
  if (namespace === undefined || kind === undefined || name === undefined) return undefined
  return { kind: 'object', apiVersion, objectKind: pascalCase(kind), namespace, name }
}

const resourceKinds: Readonly<Record<string, string>> = {
  wasmplugin: 'WasmPlugin',
  trafficextension: 'TrafficExtension',
}

/**
 * The object behind a filter that Istio delivers by itself, from the filter's
 * name: `extensions.istio.io/wasmplugin/shop.auth`.
 * @see istio: pilot/pkg/model/extensions.go
 */
export function resourceObject(name: string | undefined): ObjectLink | undefined {
  const parts = /^(extensions\.istio\.io)\/([a-z]+)\/([^.]+)\.(.+)$/.exec(name ?? '')
  const [, group, kind = '', namespace, object] = parts ?? []
  const objectKind = Object.hasOwn(resourceKinds, kind) ? resourceKinds[kind] : undefined
  if (objectKind === undefined || namespace === undefined || object === undefined) return undefined
  return { kind: 'object', apiVersion: `${group}/v1alpha1`, objectKind, namespace, name: object }
}

/** An AuthorizationPolicy's rule as Istio names it in RBAC filters. */
export type PolicyRule = {
  readonly policy: ObjectLink
  readonly rule: number
  /** Of a policy with the action CUSTOM: who is asked, where Istio writes it. */
  readonly provider: string | undefined
  /** Istio could not build what the policy asks for, and denies instead. */
  readonly broken: boolean
}

/**
 * Reads `ns[shop]-policy[readers]-rule[0]`, also with the prefix of external
 * authorization and the suffix of a CUSTOM action that could not be built.
 * @see istio: pilot/pkg/security/authz/builder/builder.go (policyName)
 */
export function policyRule(name: string): PolicyRule | undefined {
  const parts = /^(?:istio-ext-authz-(?:(.+)-)?)?ns\[([^\]]*)\]-policy\[([^\]]*)\]-rule\[(\d+)\](.*)$/.exec(
    name,
  )
  const [, provider, namespace, policy, rule, suffix] = parts ?? []
  if (namespace === undefined || policy === undefined) return undefined
  return {
    policy: {
      kind: 'object',
      apiVersion: 'security.istio.io/v1',
      objectKind: 'AuthorizationPolicy',
      namespace,
      name: policy,
    },
    rule: Number(rule),
    provider,
    broken: suffix !== '',
  }
}

function pascalCase(kebab: string): string {
  return kebab.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
