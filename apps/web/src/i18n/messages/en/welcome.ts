export const welcome = {
  title: 'A live chart of Istio’s ports',
  lead: 'Choose a pod. Portolan draws what runs inside it, asks each of its ports, and says how it knows.',
  loading: 'Reading the mesh',
  attention: {
    title: 'Needs a look',
    none: 'Every pod of the mesh is ready.',
    more_one: '… and {{count}} more',
    more_other: '… and {{count}} more',
    restarts_one: '{{count}} restart',
    restarts_other: '{{count}} restarts',
  },
  controlPlane: {
    title: 'Control plane',
    none: 'No istiod among the pods that you may see.',
  },
  gateways: {
    title: 'Gateways and waypoints',
    none: 'No gateway among the pods that you may see.',
  },
  workloads: {
    title: 'Workloads in the mesh',
    none: 'No pod here has a sidecar or is captured by ztunnel.',
  },
  ready: '{{ready}}/{{total}}',
  readyLong: '{{ready}} of {{total}} containers ready',
  more_one: '{{count}} more',
  more_other: '{{count}} more',
  showAll: 'Show them in the explorer',
  can: {
    title: 'What you can do here',
    chart: 'See the processes, ports, sockets and links of a pod, each with its state right now.',
    evidence:
      'Choose a port: what it is for, the evidence for its state, its history, who may reach it, the command to check it by hand.',
    pages:
      'Open what stands behind it: Envoy’s admin interface, pilot-agent, istiod’s debug console, ControlZ, metrics.',
    share: 'Every view has its own link: copy the address to show somebody else the same thing.',
  },
} as const
