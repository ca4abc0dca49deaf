/** Listeners that every Envoy of Istio has from its bootstrap. */
export const statusListeners = [
  { name: 'prometheus-listener', address: '0.0.0.0', port: 15_090 },
  { name: 'health-listener', address: '0.0.0.0', port: 15_021 },
]
