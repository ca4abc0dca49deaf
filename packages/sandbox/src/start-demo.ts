import { demoMesh } from './demo-mesh.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'

/** A running demo with the kubeconfig that reaches it as its administrator. */
export type Demo = { readonly sandbox: Sandbox; readonly kubeconfig: string }

/** Starts what `portolan --demo` shows, on a free port of loopback. Dispose of the sandbox to end it. @throws NoRecordingError */
export async function startDemo(recording?: URL): Promise<Demo> {
  const sandbox = await startSandbox({ mesh: await demoMesh(recording) })
  return { sandbox, kubeconfig: sandbox.kubeconfig('admin') }
}
