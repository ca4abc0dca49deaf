import type { PodRef } from '@portolan/contract/pod-ref'
import { shellWord } from '../panel/equivalent-command.ts'

/** Small enough to read at a glance; what Portolan sends reads more, and stands in the request panel. */
const script = 'cd /proc; cat net/tcp net/tcp6 net/udp net/udp6 net/unix [0-9]*/stat; ls -l [0-9]*/fd'

/**
 * What to type to read the like of one look by hand.
 * @param context the kubeconfig's context; undefined where no kubeconfig names it (a recording)
 */
export function lookCommand(pod: PodRef, container: string, context: string | undefined): string {
  return [
    'kubectl',
    ...(context === undefined ? [] : ['--context', shellWord(context)]),
    '-n',
    shellWord(pod.namespace),
    'exec',
    shellWord(pod.name),
    '-c',
    shellWord(container),
    '--',
    'sh -c',
    shellWord(script),
  ].join(' ')
}
