import * as z from 'zod/mini'
import type { PlantedImages } from './planted-objects.ts'
import { runTool } from './run-tool.ts'

const containers = z.array(z.object({ name: z.string(), image: z.string() }))
const pods = z.object({
  items: z.array(z.object({ spec: z.object({ containers, initContainers: z.optional(containers) }) })),
})

/**
 * Images of the cluster's own sample workloads and of its proxies, so that nothing has to be pulled.
 * @param given an image for the application, instead of the sample's
 * @throws when no pod runs one
 */
export async function plantedImages(kubeconfig: string, given: string | undefined): Promise<PlantedImages> {
  const text = await runTool('kubectl', ['--kubeconfig', kubeconfig, 'get', 'pods', '-A', '-o', 'json'])
  const { items } = z.parse(pods, JSON.parse(text.toString('utf8')))
  const images = items.flatMap(({ spec: { containers, initContainers = [] } }) =>
    [...containers, ...initContainers].map(({ image }) => image),
  )
  const app = given ?? images.find((image) => /(?:^|\/)sample:/.test(image))
  if (app === undefined)
    throw new Error('No pod of this cluster runs the laboratory’s sample; name an image with --image.')
  const writer = images.find((image) => /(?:^|\/)proxyv2[:@]/.test(image))
  if (writer === undefined) throw new Error('No pod of this cluster has a sidecar.')
  return { app, writer }
}
