import { millisecondsOf } from '../json/duration.ts'
import { messageOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import { readProxyNode, textEntries } from './proxy-node.ts'
import type { ProxyNode } from './proxy-node.ts'
import { durationText } from './time-text.ts'
import { told, toldTogether } from './told.ts'

/** What Envoy says of its process. */
export type ServerInfo = {
  /** `sha/1.40.0/Clean/RELEASE/BoringSSL` */
  readonly version: string
  /** `LIVE`, `DRAINING`, `PRE_INITIALIZING` or `INITIALIZING`. */
  readonly state: string
  readonly uptimeMilliseconds: number | undefined
  /** Worker threads. */
  readonly concurrency: number | undefined
  readonly node: ProxyNode
  /** What Envoy was started with; options that were left to their defaults are among them. */
  readonly commandLine: readonly (readonly [string, string])[]
}

/**
 * Reads `/server_info`.
 * @see envoy: api/envoy/admin/v3/server_info.proto
 */
export function readServerInfo(answer: JsonObject): ServerInfo {
  const options = messageOf(answer, 'command_line_options')
  return {
    version: textOf(answer, 'version') ?? '',
    // Proto JSON leaves the first value of an enum out: that is LIVE.
    state: textOf(answer, 'state') ?? 'LIVE',
    uptimeMilliseconds: millisecondsOf(textOf(answer, 'uptime_current_epoch')),
    concurrency: numberOf(options, 'concurrency'),
    node: readProxyNode(messageOf(answer, 'node')),
    commandLine: textEntries(answer, 'command_line_options').filter(
      ([, value]) => value !== '' && value !== '[]',
    ),
  }
}

/** Version, state and options as facts. */
export function serverFacts({
  version,
  state,
  uptimeMilliseconds,
  concurrency,
  commandLine,
}: ServerInfo): readonly Fact[] {
  return [
    ...told('server.state', state, state === 'LIVE' ? {} : { tone: 'warning' }),
    ...told('server.uptime', uptimeMilliseconds === undefined ? '' : durationText(uptimeMilliseconds)),
    ...told('server.version', version),
    ...told('server.concurrency', concurrency),
    ...toldTogether(
      'server.options',
      commandLine.map(([name, text]) => ({ word: 'server.option' as const, name, text })),
    ),
  ]
}

/** Who the proxy is, as facts. */
export function nodeFacts(node: ProxyNode): readonly Fact[] {
  return [
    ...told('node.id', node.id),
    ...told('node.cluster', node.cluster),
    ...told('node.role', node.role),
    ...told('node.workload', node.workload),
    ...told('node.namespace', node.namespace),
    ...told('node.pod', node.pod),
    ...told('node.service-account', node.serviceAccount),
    ...told('node.address', node.address),
    ...told('node.istio-version', node.istioVersion),
    ...told('node.proxy-sha', node.proxySha),
    ...told('node.envoy-version', node.build),
    ...told('node.locality', node.locality),
  ]
}
