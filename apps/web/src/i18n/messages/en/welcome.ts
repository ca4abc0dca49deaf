export const welcome = {
  title: 'A live chart of Istio’s ports',
  lead: 'Choose a pod. Portolan draws what runs inside it, asks each of its ports, and says how it knows.',
  loadingOf: 'Reading the mesh of {{cluster}}',
  noCluster: 'No cluster is open. Start Portolan with a kubeconfig, or open a recording.',
  glance:
    '{{cluster}}: {{pods}} pods of {{workloads}} workloads in {{namespaces}} namespaces belong to the mesh, {{outside}} do not.',
  sync: {
    all_one: 'The only proxy has what istiod sent.',
    all_other: 'All {{count}} proxies have what istiod sent.',
    some_one: '{{behind}} of {{count}} proxy is behind istiod.',
    some_other: '{{behind}} of {{count}} proxies are behind istiod.',
    noIstiod: 'There is no istiod here to say whether the proxies are in sync.',
  },
  pins: 'Pinned',
  recents: 'Looked at before',
  ambient: { title: 'Ambient' },
  attention: {
    title: 'Needs a look',
    none: 'Every pod of the mesh is ready, and no proxy is known to be behind.',
    restarts_one: '{{count}} restart',
    restarts_other: '{{count}} restarts',
  },
  controlPlane: {
    title: 'Control plane',
    versions: 'Control plane, Istio {{versions}}',
    none: 'No istiod among the pods that you may see.',
  },
  gateways: {
    title: 'Gateways',
    none: 'No gateway among the pods that you may see.',
  },
  workloads: {
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
