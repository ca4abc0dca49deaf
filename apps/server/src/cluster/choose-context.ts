import { KubeConfig } from '@kubernetes/client-node'
import type { Context } from '@kubernetes/client-node'
import { KubeconfigError } from './kubeconfig-error.ts'
import type { Kubeconfig } from './load-kubeconfig.ts'

/**
 * The context to open: the one asked for, else the kubeconfig's current one,
 * else the only one there is.
 * @throws KubeconfigError when there is none, or when it names a cluster or user that is not there
 */
export function chooseContext({ config, from }: Kubeconfig, asked: string | undefined): string {
  const names = config.contexts.map((context) => context.name)
  const where = from.join(', ')
  if (names.length === 0)
    throw new KubeconfigError(`There is no context in ${where}. Add one, or use --demo.`)
  const chosen = asked ?? (config.currentContext || (names.length === 1 ? names[0] : undefined))
  if (chosen === undefined) {
    throw new KubeconfigError(
      `No current context is set in ${where}. Choose one with --context: ${list(names)}.`,
    )
  }
  const context = config.getContextObject(chosen)
  if (!context) {
    const source = asked === undefined ? 'The current context' : '--context'
    throw new KubeconfigError(`${source} ${quote(chosen)} is not in ${where}. There are: ${list(names)}.`)
  }
  checkReferences(config, context, where)
  return chosen
}

/**
 * The same kubeconfig with another context chosen, as an object of its own:
 * client-node keeps credentials in it, and identities share nothing.
 */
export function configForContext(config: KubeConfig, context: string): KubeConfig {
  const chosen = new KubeConfig()
  chosen.loadFromOptions({
    clusters: config.clusters,
    users: config.users,
    contexts: config.contexts,
    currentContext: context,
  })
  return chosen
}

function checkReferences(config: KubeConfig, context: Context, where: string): void {
  const cluster = config.getCluster(context.cluster)
  if (!cluster) {
    throw new KubeconfigError(
      `The context ${quote(context.name)} in ${where} names the cluster ${quote(context.cluster)}, which is not there.`,
    )
  }
  if (!/^https?:/.test(cluster.server) || !URL.canParse(cluster.server)) {
    throw new KubeconfigError(
      `The cluster ${quote(cluster.name)} in ${where} has the server ${quote(cluster.server)}, which is not a URL.`,
    )
  }
  if (context.user && !config.getUser(context.user)) {
    throw new KubeconfigError(
      `The context ${quote(context.name)} in ${where} names the user ${quote(context.user)}, which is not there.`,
    )
  }
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 20).map(quote).join(', ')
  return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown
}

function quote(name: string): string {
  return JSON.stringify(name)
}
