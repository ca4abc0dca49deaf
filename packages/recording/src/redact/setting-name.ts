/** Protobuf's JSON takes `proxy_admin_port` and `proxyAdminPort` alike; names of variables are no field names. */
export function settingName(key: string): string {
  return /^[a-z][a-z0-9_]*$/.test(key)
    ? key.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : key
}
