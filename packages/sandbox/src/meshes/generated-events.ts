import { listAt, textAt } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'
import { generatedObject } from './generated-object.ts'

/** What the kubelet writes of a generated pod that cannot stay up; the others have been quiet for longer than events are kept. */
export function generatedEvents(pod: KubeObject): readonly KubeObject[] {
  return listAt(pod, 'status', 'containerStatuses')
    .filter((status) => textAt(status, 'state', 'waiting', 'reason') === 'CrashLoopBackOff')
    .map((status) => backOff(pod, textAt(status, 'name') ?? ''))
}

function backOff(pod: KubeObject, container: string): KubeObject {
  const { name, namespace = '', uid } = pod.metadata
  const now = Date.now()
  return generatedObject(
    'Event',
    { name: `${name}.${uid.slice(0, 16)}`, namespace },
    {
      involvedObject: {
        kind: 'Pod',
        namespace,
        name,
        uid,
        apiVersion: 'v1',
        fieldPath: `spec.containers{${container}}`,
      },
      type: 'Warning',
      reason: 'BackOff',
      message: `Back-off restarting failed container ${container} in pod ${name}_${namespace}(${uid})`,
      count: 81,
      firstTimestamp: seconds(now - 3_600_000),
      lastTimestamp: seconds(now - 12_000),
      source: { component: 'kubelet', host: textAt(pod, 'spec', 'nodeName') ?? '' },
      reportingComponent: 'kubelet',
    },
  )
}

function seconds(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z')
}
