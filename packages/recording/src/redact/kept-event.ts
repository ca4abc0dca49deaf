import { redacted } from './zone.ts'

/**
 * What a component wrote about an object, as it may be kept. Kubernetes' own
 * words stay; what it quotes of a program goes: the answer of a command that
 * probes, or of a hook. Of addresses the query goes, which is where tokens are
 * written. Who else may write events writes what it likes: that goes.
 */
export function keptEventMessage(
  { reason, by, message }: { readonly reason: string; readonly by: string; readonly message: string },
  removed: (rule: string, text: string) => void,
): string {
  const drop = (rule: string, text: string): string => {
    if (text !== '' && text !== redacted) removed(rule, text)
    return redacted
  }
  if (!components.test(by)) return drop('event', message)
  if (/^Failed(?:PostStart|PreStop)Hook$/.test(reason)) return drop('last-words', message)
  const [, before = '', said = ''] =
    /^((?:\w+ probe (?:failed|errored|warning)[^:]*|Liveness command failed): )([^]*)$/.exec(message) ?? []
  const kept = before === '' || ownWords.test(said) ? message : `${before}${drop('last-words', said)}`
  return kept.replaceAll(query, (_, start: string, text: string) => `${start}${drop('query', text)}`)
}

/** Kubernetes' own components, and Istio's. */
const components =
  /^(?:kubelet|[a-z-]+-scheduler|[a-z-]+-controller|controllermanager|istiod|pilot-discovery|istio-operator)$/
/** What kubelet itself says of a probe that failed; the rest is what the program answered. */
const ownWords =
  /^(?:HTTP probe failed with statuscode: \d{3}\s*$|Get "|dial tcp |stream tcp |timeout: |error: this |service unhealthy \(responded with "[A-Z_]+"\)|rpc error: code = \w+ desc = (?:failed to exec|command .* timed out|deadline exceeded)|command timed out|command "[^"]*" timed out)/
const query = /(\bhttps?:\/\/[^\s"?]{1,2000}\?)([^\s"]+)/g
