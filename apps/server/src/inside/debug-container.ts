import { randomBytes } from 'node:crypto'
import { containersOf } from '@portolan/catalog/pod-containers'
import type { AskedDebugContainer, DebugContainer } from '@portolan/contract/debug-container'
import { accessEvidence } from '../observe/access-evidence.ts'
import { AppError } from '../app-error.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject, SecurityContext } from '../cluster/kube-objects.ts'
import { whyNotRunning } from './containers-inside.ts'
import { debugContainerPrefix } from './debug-containers-in.ts'

/** So long its process lives, in seconds; its entry in the pod stays. */
const lifetime = 900
/** So long it is waited for, in milliseconds: an image may have to be pulled. */
const patience = 12_000
const pause = 500

/**
 * Puts a container into a pod that shows the processes of another one, and waits
 * a while until it runs. It sleeps, and ends by itself; commands are executed in
 * it as in any other. It gets the rights of the container that it shows: with
 * less the kernel would not let it read who holds which socket. SYS_PTRACE is all
 * that it may have beyond them.
 * @throws AppError `bad-request` for a container that does not run, `forbidden`;
 *   ClusterError when Kubernetes refuses it otherwise
 * @see https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
 */
export async function addDebugContainer(
  session: ClusterSession,
  pod: PodObject,
  { container, image, trace }: AskedDebugContainer,
  signal: AbortSignal,
): Promise<DebugContainer> {
  const { client, clock } = session
  const { namespace = '', name = '', uid = '' } = pod.metadata ?? {}
  const target = containersOf(pod).find((one) => one.container.name === container)
  if (target?.status?.state?.running === undefined) {
    throw new AppError({ code: 'bad-request', status: 400, detail: 'This container does not run.' })
  }
  const need = { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', namespace, name }
  const { allowed, reason } = await client.review(need)
  const denied = accessEvidence([{ need, allowed, reason, notice: false }])
  if (denied !== undefined) {
    throw new AppError({
      code: 'forbidden',
      status: 403,
      detail: 'text' in denied ? denied.text : undefined,
      evidence: denied,
    })
  }
  const own = debugContainerPrefix + randomBytes(3).toString('hex')
  await client.addEphemeralContainer(
    { namespace, name, uid },
    {
      name: own,
      image,
      imagePullPolicy: 'IfNotPresent',
      command: ['sleep', String(lifetime)],
      targetContainerName: container,
      securityContext: rightsOf(pod, container, trace),
    },
  )
  const until = clock.now() + patience
  for (;;) {
    const now = await client.pod(namespace, name, signal)
    const state = now.status?.ephemeralContainerStatuses?.find((one) => one.name === own)?.state
    if (state?.running !== undefined) return { name: own, state: 'running', text: '' }
    const text = whyNotRunning(state, now.status?.phase) ?? ''
    if (state?.terminated !== undefined) return { name: own, state: 'ended', text }
    if (clock.now() >= until || signal.aborted) return { name: own, state: 'waiting', text }
    await clock.pause(pause, signal)
  }
}

/** What a container says of its own rights, and its user where only the pod says that. */
function rightsOf({ spec }: PodObject, name: string, trace: boolean): SecurityContext {
  const all = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])]
  const its = all.find((one) => one.name === name)?.securityContext
  const capabilities = { ...its?.capabilities, add: [...(its?.capabilities?.add ?? []), 'SYS_PTRACE'] }
  return {
    ...spec?.securityContext,
    ...its,
    ...(trace ? { capabilities } : {}),
    readOnlyRootFilesystem: true,
  }
}
