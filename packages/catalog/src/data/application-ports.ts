import { accepts, type PortDefinition } from './define-port.ts'

/** Whatever the workload serves. Only a connection is made: a request would be traffic. */
export const application: PortDefinition = {
  id: 'application',
  process: 'application',
  number: 0,
  protocol: 'tcp',
  binds: 'all',
  purpose: 'traffic',
  probe: accepts,
  configuredBy: ['containers[].ports', 'Service targetPort', 'annotation prometheus.io/port'],
  endpoints: [],
}
