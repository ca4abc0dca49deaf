import type { AccessAnswer } from '@portolan/contract/access'
import type { Evidence, TunnelErrorCode } from '@portolan/contract/evidence'
import { ClusterError } from '../cluster/cluster-error.ts'
import type { ClusterErrorCode } from '../cluster/cluster-error.ts'

/** What the access reviews prove: `undefined` when nothing is in the way of a tunnel. */
export function accessEvidence(answers: readonly AccessAnswer[]): Evidence | undefined {
  const missing = answers.filter(({ allowed, notice }) => !allowed && !notice)
  if (missing.length === 0) return undefined
  const said = missing.flatMap(({ reason }) => reason ?? [])
  return {
    kind: 'access',
    missing: missing.map(({ need }) => need),
    text: said.length > 0 ? said.join('; ') : missing.map(({ need }) => inKubectlWords(need)).join('; '),
  }
}

/** A right as `kubectl auth can-i` takes it. */
function inKubectlWords({ verb, resource, subresource, namespace, name }: AccessAnswer['need']): string {
  const what = subresource === undefined ? resource : `${resource}/${subresource}`
  const which = name === undefined ? '' : ` ${name}`
  return `cannot ${verb} ${what}${which}${namespace === undefined ? '' : ` in namespace ${namespace}`}`
}

/** What it means for the ports that no access review came back. */
export function evidenceOfReviewError(error: unknown): Evidence {
  const text = error instanceof Error ? error.message : String(error)
  return {
    kind: 'tunnel',
    code: error instanceof ClusterError ? codeOf(error.code) : 'api-unreachable',
    text,
  }
}

function codeOf(code: ClusterErrorCode): TunnelErrorCode {
  switch (code) {
    case 'cluster-unauthorized':
      return 'unauthorized'
    case 'credentials-failed':
    case 'timeout':
      return code
    case 'forbidden':
    case 'not-found':
    case 'not-recorded':
    case 'expired':
    case 'answer-broken':
    case 'cluster-unreachable':
      return 'api-unreachable'
    default:
      return code satisfies never
  }
}
