import { namespaceName, podName } from '@portolan/contract/pod-ref'

/** One container of one pod, to run a command in. */
export type ExecTarget = {
  readonly namespace: string
  readonly name: string
  readonly container: string
}

/**
 * Path and query of the upgrade: the command's words one by one, no terminal.
 * Its input is asked for and nothing is ever written to it: its end is all that
 * tells a command that whoever ran it has gone.
 * @throws RangeError when a part is not what Kubernetes would accept
 */
export function execPath({ namespace, name, container }: ExecTarget, command: readonly string[]): string {
  if (!namespaceName.safeParse(namespace).success)
    throw new RangeError(`"${namespace}" is not the name of a namespace`)
  if (!podName.safeParse(name).success) throw new RangeError(`"${name}" is not the name of a pod`)
  if (command.length === 0) throw new RangeError('a command has at least one word')
  const query = new URLSearchParams()
  for (const word of command) query.append('command', word)
  query.append('container', container)
  query.append('stdin', 'true')
  query.append('stdout', 'true')
  query.append('stderr', 'true')
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/exec?${query.toString()}`
}
