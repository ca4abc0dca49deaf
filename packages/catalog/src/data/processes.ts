import type { ProcessId } from '../ids.ts'

/** What the process is called in a process table. `undefined`: it is called as its container is. */
export const processNames: Readonly<Record<ProcessId, string | undefined>> = {
  application: undefined,
  'pilot-agent': 'pilot-agent',
  envoy: 'envoy',
  'istio-init': 'istio-iptables',
  'istio-validation': 'istio-iptables',
  'pilot-discovery': 'pilot-discovery',
  ztunnel: 'ztunnel',
  'istio-cni': 'install-cni',
  agentgateway: 'agentgateway',
}

/** Who started whom inside one container: pilot-agent is its first process, Envoy its child. */
export const startedBy: Readonly<Partial<Record<ProcessId, ProcessId>>> = { envoy: 'pilot-agent' }
