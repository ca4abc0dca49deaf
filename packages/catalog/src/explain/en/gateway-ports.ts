import type { PortsOf } from '../explanation.ts'

export const gatewayPorts: PortsOf<'gateway'> = {
  'gateway-listener': {
    name: 'Gateway listener',
    what: 'A port on which the gateway takes traffic. Envoy binds the `targetPort` of the Service, not its `port`: 80 outside is often 8080 in here. It exists only once a Gateway resource names it, so a declared port without a listener is refused until then.',
    who: 'Clients outside the mesh through the load balancer, or workloads inside it for an egress gateway.',
    change:
      '`servers[].port` or `listeners[]` of the Gateway resource, together with `targetPort` of the Service.',
    check:
      '`istioctl proxy-config listeners POD -n NS` shows what Envoy serves; `istioctl analyze -n NS` says why a Gateway has no effect.',
    reach: 'All addresses; TLS as the Gateway resource says.',
  },
  'gateway-cross-network': {
    name: 'Cross-network traffic',
    what: 'Traffic from other networks of the mesh. The gateway does not end mutual TLS here (`AUTO_PASSTHROUGH`): the SNI names the destination cluster, so certificate and identity stay those of the two workloads.',
    who: 'Sidecars and gateways of other networks, by the address in `meshNetworks` or of the Service labelled `topology.istio.io/network`.',
    change:
      '`networkGateway` of the gateway chart, or the Gateway and Service that were made for cross-network traffic.',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15443`; from another cluster, `istioctl proxy-config endpoints POD` must show the gateway’s address.',
    reach: 'All addresses; only mutual TLS gets through, and it is checked at the destination.',
  },
  'gateway-istiod-xds': {
    name: 'istiod behind the gateway',
    what: 'Hands connections from remote clusters to 15012 of istiod. TLS is passed through, so a failing handshake here is often istiod’s certificate, not the gateway’s.',
    who: 'Proxies of remote clusters that have no istiod of their own.',
    change:
      'The Gateway and VirtualService that expose istiod (samples `expose-istiod`), and the Service’s ports.',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15012`; in the remote cluster, `istioctl proxy-status` shows who came through.',
    reach: 'All addresses; TLS is ended by istiod.',
  },
  'gateway-istiod-webhook': {
    name: 'istiod’s webhooks behind the gateway',
    what: 'Hands calls of remote API servers to istiod’s webhooks (15017): injection and validation for a cluster without an istiod of its own. While it is down, pods of injected namespaces over there cannot be created.',
    who: 'API servers of remote clusters.',
    change:
      'The Gateway and VirtualService that expose istiod, and `url` in the remote cluster’s webhook configuration.',
    check:
      '`istioctl proxy-config listeners POD -n NS --port 15017`; in the remote cluster, `kubectl get mutatingwebhookconfigurations` shows the address.',
    reach: 'All addresses; TLS is ended by istiod.',
  },
}
