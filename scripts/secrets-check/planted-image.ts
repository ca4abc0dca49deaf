import * as z from 'zod/mini'
import { runTool } from './run-tool.ts'

const pods = z.object({
  items: z.array(
    z.object({ spec: z.object({ containers: z.array(z.object({ name: z.string(), image: z.string() })) }) }),
  ),
})

/**
 * An image of the cluster's own sample workloads, so that nothing has to be pulled.
 * @throws when no pod runs one
 */
export async function plantedImage(kubeconfig: string): Promise<string> {
  const text = await runTool('kubectl', ['--kubeconfig', kubeconfig, 'get', 'pods', '-A', '-o', 'json'])
  const { items } = z.parse(pods, JSON.parse(text.toString('utf8')))
  const images = items.flatMap(({ spec }) => spec.containers.map(({ image }) => image))
  const found = images.find((image) => /(?:^|\/)sample:/.test(image))
  if (found === undefined)
    throw new Error('No pod of this cluster runs the laboratory’s sample; name an image with --image.')
  return found
}
