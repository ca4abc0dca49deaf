import type { Explanations } from '../explanation.ts'

export const sockets: Explanations['sockets'] = {
  'xds-socket': {
    name: 'XDS socket',
    what: 'Where pilot-agent serves xDS to Envoy: it passes Envoy’s stream on to istiod, one to one. When the agent loses istiod it ends Envoy’s stream too, and Envoy goes on with the configuration that it has. In Envoy this is the cluster `xds-grpc`.',
    who: 'Envoy; without Envoy, the application’s gRPC library.',
    change: '`configPath` in `meshConfig.defaultConfig` moves its folder.',
    check:
      '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET "stats?filter=xds-grpc"` shows the cluster’s counters.',
  },
  'sds-socket': {
    name: 'SDS socket',
    what: 'Where pilot-agent hands the workload’s certificate, key and root certificates to Envoy. The private key is made in the pod and never leaves it; certificates are renewed here before they run out, without a restart.',
    who: 'Envoy (cluster `sds-grpc`).',
    change:
      'A SPIRE agent or the like may serve its own socket in this place; then pilot-agent does not. The file’s name is `WORKLOAD_IDENTITY_SOCKET_FILE`.',
    check: '`istioctl proxy-config secret POD -n NS` shows the certificates and until when they are valid.',
  },
  'external-sds-socket': {
    name: 'External SDS socket',
    what: 'A socket that another program may mount to hand certificates to Envoy, for `credentialName: sds://...` of Gateways and DestinationRules. It is rarely there.',
    who: 'Envoy, where a provider is installed.',
    change: 'A volume of the pod mounted at `/var/run/secrets/credential-uds`.',
    check: '`istioctl proxy-config secret POD -n NS` shows secrets that came this way.',
  },
  'cni-sockets': {
    name: 'CNI sockets',
    what: 'Sockets on the node by which the CNI plug-in, started by the container runtime for each pod, reaches the agent: to set up a pod, and to pass its log.',
    who: 'The CNI plug-in on the node.',
    change: 'Flags `--cni-event-address` and `--log-uds-socket` of the CNI agent; the folder is on the host.',
    check: '`kubectl -n istio-system exec POD -c install-cni -- ls /var/run/istio-cni`.',
  },
  'ztunnel-socket': {
    name: 'ztunnel socket',
    what: 'Over this socket the CNI agent hands the network namespace of each captured pod (a file descriptor) to the node’s ztunnel. Without it no new pod of the node joins the ambient mesh.',
    who: 'ztunnel dials it, the CNI agent answers.',
    change: 'Flag `--ztunnel-uds-address` of the CNI agent; ztunnel’s side must be told the same path.',
    check:
      '`kubectl -n istio-system port-forward POD 15014`, then `curl -s localhost:15014/metrics | grep ztunnel_connected`: 0 while no ztunnel is connected.',
  },
}
