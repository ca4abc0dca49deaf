import { isKnownVariable } from './known-env.ts'
import { isProbeVariable, keptProbes } from './kept-probes.ts'
import { keptProxyConfig } from './mesh-settings.ts'
import type { Removal } from './rewrite-json.ts'
import { redacted } from './zone.ts'

/** What of a variable's value may be kept: that of Istio's own settings. */
export function keptVariable(name: string, value: string, removal: Removal): string {
  if (name === 'PROXY_CONFIG') return keptProxyConfig(value, (one) => removal('proxy-config', one, true))
  if (isProbeVariable(name)) return keptProbes(value, removal)
  if (isKnownVariable(name) || value === '' || value === redacted) return value
  removal('environment', value, true)
  return redacted
}
