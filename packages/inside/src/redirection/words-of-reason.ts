import type { RuleReason } from '@portolan/contract/redirection'

/** One English sentence for each reason; `%` is the rule's subject. */
const sentences: Readonly<Record<RuleReason, string>> = {
  'enters-inbound': 'It comes into the pod: Istio’s rules for inbound connections are asked.',
  'enters-outbound': 'It leaves a process of the pod: Istio’s rules for outbound connections are asked.',
  'enters-dns': 'The rules for DNS are asked.',
  'excluded-interface': 'Traffic of the interface % is left alone.',
  'virtual-interface': 'What comes from the virtual interface % needs no further rule.',
  'virtual-interface-captured': 'What comes from a virtual interface is treated as outbound.',
  'drop-invalid': 'Packets that belong to no connection are dropped.',
  'tunnel-port': 'Port % is the tunnel’s: Envoy or ztunnel listens there itself.',
  'health-port': 'Port % answers health checks and metrics and is left alone.',
  'excluded-inbound-port': 'Inbound port % is excluded.',
  'included-inbound-port': 'Inbound port % is included.',
  'all-inbound': 'Every other inbound connection is captured.',
  'to-inbound-listener': 'It goes to the proxy’s inbound listener on %.',
  established: 'It belongs to a connection that the proxy already has.',
  'excluded-outbound-port': 'Outbound port % is excluded.',
  'from-passthrough': 'It comes from %, from where Envoy dials the application.',
  'proxy-to-own-pod': 'The proxy (%) dials its own pod’s address: it goes through its inbound listener.',
  'application-to-itself': 'The application dials its own pod: left alone.',
  'proxy-user': 'It was sent by the proxy’s own user %.',
  'proxy-group': 'It was sent by the proxy’s own group %.',
  'excluded-group': 'Traffic of the group % is left alone.',
  'group-not-included': 'Only the traffic of named groups is captured.',
  'dns-tcp': 'A DNS question over TCP goes to the DNS proxy on %.',
  'dns-udp': 'A DNS question over UDP goes to the DNS proxy on %.',
  'dns-zone': 'DNS packets of the proxy and of the application are tracked apart.',
  'to-loopback': 'The destination % is loopback: left alone.',
  'excluded-range': 'The destination range % is excluded.',
  'included-outbound-port': 'Outbound port % is included.',
  'included-range': 'The destination range % is included.',
  'all-outbound': 'Every other outbound connection is captured.',
  'to-outbound-listener': 'It goes to the proxy’s outbound listener on %.',
  'proxy-mark': 'It carries the mark of ztunnel’s own connections.',
  mark: 'Marks keep the proxy’s own traffic apart.',
  'kubelet-probe': 'It is a probe of the node, told by its address %: left alone.',
  other: 'A rule that is not one of Istio’s.',
}

/** Why a rule is there, in English; for other languages the reason's own id is translated. */
export function wordsOfReason(reason: RuleReason, subject: string | undefined): string {
  return sentences[reason].replace('%', subject ?? 'it')
}
