import type { Chart, ChartPort } from '@portolan/contract/chart'
import { agentRequestPaths, discoveryRequestPaths, istioctlCommands } from './data/check-commands.ts'
import { isPortId } from './ids.ts'

/** One way to ask a port by hand. */
export type CheckCommand = {
  readonly tool: 'kubectl' | 'istioctl' | 'curl' | 'dig'
  readonly command: string
}

/**
 * Commands that ask the same question as Portolan's probe, to be copied into a
 * shell: the tunnel first, what to send through it, then what needs no tunnel.
 * Names in them are those of Kubernetes objects, which hold nothing that a
 * shell would read. Empty for a port whose number is not known or that is not
 * there.
 */
export function checkCommands(chart: Chart, port: ChartPort): readonly CheckCommand[] {
  if (port.number.kind === 'unknown' || port.presence.kind === 'absent' || !port.transports.includes('tcp'))
    return []
  const number = port.number.value
  const { namespace, name } = chart.pod
  // Below 1024 a laptop's user may not listen.
  const local = number < 1024 ? number + 10_000 : number
  const mapping = local === number ? String(number) : `${local}:${number}`
  return [
    { tool: 'kubectl', command: `kubectl -n ${namespace} port-forward pod/${name} ${mapping}` },
    ...throughTunnel(port, local),
    ...inContainer(chart, port, number),
    ...istioctl(chart, port, number),
  ]
}

function throughTunnel({ probe }: ChartPort, local: number): readonly CheckCommand[] {
  switch (probe.kind) {
    case 'http':
      return probe.tls
        ? [{ tool: 'curl', command: `curl -ski https://localhost:${local}${probe.path}` }]
        : [{ tool: 'curl', command: `curl -si http://localhost:${local}${probe.path}` }]
    case 'tls':
      return [
        probe.serverName === undefined
          ? { tool: 'curl', command: `curl -vk https://localhost:${local}/` }
          : {
              tool: 'curl',
              command: `curl -vk --connect-to ${probe.serverName}:${local}:localhost:${local} https://${probe.serverName}:${local}/`,
            },
      ]
    case 'http2':
      return [{ tool: 'curl', command: `curl -v --http2-prior-knowledge http://localhost:${local}/` }]
    case 'dns':
      return [{ tool: 'dig', command: `dig +tcp @127.0.0.1 -p ${local} ${probe.question}` }]
    case 'accept':
      return [{ tool: 'curl', command: `curl -v telnet://localhost:${local}` }]
    case 'none':
      return []
  }
}

function inContainer(chart: Chart, port: ChartPort, number: number): readonly CheckCommand[] {
  if (!isPortId(port.id)) return []
  const { namespace, name } = chart.pod
  const agentPath = agentRequestPaths[port.id]
  const discoveryPath = discoveryRequestPaths[port.id]
  // What pilot-agent's own flag takes is a fixed list of ports.
  const reachable = [15_000, 15_004, 15_020, 15_021].includes(number)
  if (agentPath !== undefined && reachable && chart.kind !== 'captured-workload') {
    const request = `pilot-agent request --debug-port ${number} GET ${agentPath}`
    return [{ tool: 'kubectl', command: `kubectl -n ${namespace} exec ${name} -c istio-proxy -- ${request}` }]
  }
  if (discoveryPath !== undefined) {
    const request = `pilot-discovery request GET ${discoveryPath}`
    return [{ tool: 'kubectl', command: `kubectl -n ${namespace} exec ${name} -c discovery -- ${request}` }]
  }
  return []
}

function istioctl(chart: Chart, port: ChartPort, number: number): readonly CheckCommand[] {
  const templates = isPortId(port.id) ? (istioctlCommands[port.id] ?? []) : []
  const admin = chart.ports.find(({ id }) => id === 'envoy-admin')?.number
  const values: Readonly<Record<string, string>> = {
    pod: chart.pod.name,
    namespace: chart.pod.namespace,
    port: String(number),
    // istioctl asks Envoy on 15000 unless told otherwise.
    admin: admin?.kind === 'known' && admin.value !== 15_000 ? ` --proxy-admin-port ${admin.value}` : '',
  }
  return templates
    .filter((template) => chart.kind !== 'outside' || !template.includes('proxy-config'))
    .map((template) => ({
      tool: 'istioctl',
      command: template.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''),
    }))
}
