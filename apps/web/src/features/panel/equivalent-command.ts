import type { AccessNeed } from '@portolan/contract/access'
import type { JournalEntry } from '@portolan/contract/journal'

/** What a shell reads as nothing but itself. */
const plain = /^[\w@%+=:,./-]+$/

/** One word for a POSIX shell, whatever stands in it. */
export function shellWord(text: string): string {
  return plain.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/**
 * What to type to send the same by hand, one command a line; a tunnel's first
 * line stays open while the next one uses it.
 * @param context the kubeconfig's context; undefined where no kubeconfig names it (a recording)
 */
export function equivalentCommands(entry: JournalEntry, context: string | undefined): readonly string[] {
  const kubectl = ['kubectl', ...(context === undefined ? [] : ['--context', shellWord(context)])].join(' ')
  const { target } = entry
  switch (target.kind) {
    case 'api':
      return [apiCommand(kubectl, entry, target.need)]
    case 'tunnel':
      return [forward(kubectl, target)]
    case 'port':
      return [forward(kubectl, target), curl(entry, localPort(target.port))]
    case 'exec':
      return [exec(kubectl, target)]
    case 'stream':
      return [forward(kubectl, target), ask(target.asked, localPort(target.port))]
    default:
      return target satisfies never
  }
}

function apiCommand(kubectl: string, { method, path }: JournalEntry, need: AccessNeed | undefined): string {
  if (need !== undefined) return canI(kubectl, need)
  if (path.endsWith('/selfsubjectreviews')) return `${kubectl} auth whoami`
  if (method === 'GET') return `${kubectl} get --raw ${shellWord(path)}`
  return `${kubectl} create --raw ${shellWord(path)} -f -`
}

/** @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_auth/kubectl_auth_can-i/ */
function canI(kubectl: string, { verb, resource, subresource, namespace, name }: AccessNeed): string {
  return [
    `${kubectl} auth can-i ${shellWord(verb)} ${shellWord(name === undefined ? resource : `${resource}/${name}`)}`,
    ...(subresource === undefined ? [] : [`--subresource=${shellWord(subresource)}`]),
    ...(namespace === undefined ? [] : [`-n ${shellWord(namespace)}`]),
  ].join(' ')
}

/** Below 1024 a laptop's user may not listen. */
function localPort(port: number): number {
  return port < 1024 ? port + 10_000 : port
}

type PodPort = { readonly pod: { readonly namespace: string; readonly name: string }; readonly port: number }

function forward(kubectl: string, { pod, port }: PodPort): string {
  const local = localPort(port)
  const mapping = local === port ? String(port) : `${local}:${port}`
  return `${kubectl} -n ${shellWord(pod.namespace)} port-forward pod/${shellWord(pod.name)} ${mapping}`
}

type Executed = Extract<JournalEntry['target'], { kind: 'exec' }>

function exec(kubectl: string, { pod, container, command }: Executed): string {
  const where = `-n ${shellWord(pod.namespace)} ${shellWord(pod.name)} -c ${shellWord(container)}`
  return `${kubectl} exec ${where} -- ${command.map(shellWord).join(' ')}`
}

function curl({ method, path }: JournalEntry, local: number): string {
  const how = method === 'GET' ? '-si' : method === 'HEAD' ? '-sI' : `-si -X ${shellWord(method)}`
  return `curl ${how} ${shellWord(`http://localhost:${local}${path}`)}`
}

/** The server's words for a question that is not plain HTTP; see its folder observe/. */
function ask(asked: string, local: number): string {
  if (asked.startsWith('GET ')) return `curl -ski ${shellWord(`https://localhost:${local}${asked.slice(4)}`)}`
  if (asked.startsWith('TLS')) return `openssl s_client -connect localhost:${local} </dev/null`
  if (asked.startsWith('HTTP/2')) return `curl -v --http2-prior-knowledge http://localhost:${local}/`
  const question = /^DNS (\S+)/.exec(asked)?.[1]
  if (question !== undefined) return `dig +tcp @127.0.0.1 -p ${local} ${shellWord(question)}`
  return `curl -v telnet://localhost:${local}`
}
