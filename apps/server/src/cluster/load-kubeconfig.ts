import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node'
import { KubeconfigError } from './kubeconfig-error.ts'
import { readKubeconfigFile } from './kubeconfig-file.ts'
import type { Impersonation, KubeconfigFile } from './kubeconfig-file.ts'

/** All contexts that were found, and where. */
export type Kubeconfig = {
  readonly config: KubeConfig
  readonly impersonations: ReadonlyMap<string, Impersonation>
  readonly from: readonly string[]
}

const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token'

/**
 * Finds the kubeconfig as kubectl does: the files named on the command line, else
 * those in KUBECONFIG (missing ones are skipped), else `~/.kube/config`, else
 * the service account of the pod we run in. Where two files define the same
 * name, the first one holds.
 * @returns `undefined` when there is none at all
 * @throws KubeconfigError
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function loadKubeconfig(
  named: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  home = homedir(),
): Kubeconfig | undefined {
  const asked = named.flatMap((value) => value.split(',').flatMap(splitPaths))
  if (named.length > 0 && asked.length === 0)
    throw new KubeconfigError('--kubeconfig needs the path of a file.')
  if (asked.length > 0) return merge(asked.map((path) => resolve(path)))
  const fromEnvironment = splitPaths(environment['KUBECONFIG'] ?? '')
  const usual = fromEnvironment.length > 0 ? fromEnvironment : [join(home, '.kube', 'config')]
  const present = usual.map((path) => resolve(path)).filter((path) => existsSync(path))
  if (present.length > 0) return merge(present)
  if (environment['KUBERNETES_SERVICE_HOST'] && existsSync(serviceAccountToken)) {
    const config = new KubeConfig()
    config.loadFromCluster()
    return { config, impersonations: new Map(), from: ['the pod’s service account'] }
  }
  return undefined
}

function splitPaths(text: string): readonly string[] {
  return text.split(delimiter).filter((path) => path !== '')
}

function merge(paths: readonly string[]): Kubeconfig {
  const files = [...new Set(paths)].map(readKubeconfigFile)
  const config = new KubeConfig()
  config.loadFromOptions({
    clusters: firstOfEach(files.flatMap((file) => file.config.clusters)),
    users: firstOfEach(files.flatMap((file) => file.config.users)),
    contexts: firstOfEach(files.flatMap((file) => file.config.contexts)),
    currentContext: files.map((file) => file.config.currentContext).find((name) => name) ?? '',
  })
  return { config, impersonations: mergedImpersonations(files), from: paths }
}

/** A user that an earlier file defines without impersonation must not take it from a later one. */
function mergedImpersonations(files: readonly KubeconfigFile[]): ReadonlyMap<string, Impersonation> {
  const merged = new Map<string, Impersonation>()
  const settled = new Set<string>()
  for (const { config, impersonations } of files) {
    for (const { name } of config.users) {
      const found = impersonations.get(name)
      if (!settled.has(name) && found !== undefined) merged.set(name, found)
      settled.add(name)
    }
  }
  return merged
}

function firstOfEach<T extends { readonly name: string }>(entries: readonly T[]): readonly T[] {
  const seen = new Map<string, T>()
  for (const entry of entries) if (!seen.has(entry.name)) seen.set(entry.name, entry)
  return [...seen.values()]
}
