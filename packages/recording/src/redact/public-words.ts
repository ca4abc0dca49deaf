/**
 * Words that are no secret by themselves, in lower case: what settings are made
 * of, and what Envoy, Istio and Kubernetes call things. They keep a value such
 * as `production` or `http://localhost:8080` from being looked for everywhere.
 */
const technical = `
  access active address admin agent alpha always amd64 any api app application arm64 async auth auto aws azure backend base
  basic batch bearer beta bin body bool bytes ca cache cart catalog cert certificate certs chain charset client cloud cluster
  code com common config configuration connect connection container content control cookie core cpu credential credentials
  custom daemon dashboard data database db debug default delete demo deny deployment dev development disable disabled discovery
  dns docker domain dump dynamic east edge enable enabled encoding endpoint endpoints engine en env environment envoy
  error errors etc europe event events example exec external false fatal fault file files filter filters format frontend
  gateway gcp get global gmt google group grpc gzip h2 h2c head header headers health healthz home host hostname html http
  http1 http2 https id identity image in inbound info ingress inline input insecure inside install instance int internal io ip ipv4
  ipv6 istio istiod java javascript json jwt k8s kafka key keys kind kube kubernetes label labels latest level lib linux list
  listen listener listeners live load local localhost log logger logging logs manager map match memory mesh message metadata
  method metrics mode module monitor mongo mongodb mtls mutual mysql name names namespace net network never nginx node none
  noop north null off on only open opt option options or org original otel out outbound output pass password path permissive
  pilot plain plugin pod policy pool port ports post postgres postgresql prod production profile prometheus proto protocol
  provider proxy public put queue rabbitmq rate read ready redis region registry release remote replica report request
  requests resource response retry role root route router routes rpc run runtime sandbox scheme scope secret secrets secure
  security server service services session set shared sidecar simple size sni socket source south spec spiffe ssl stable staging
  standard start state static stats status stdout stderr storage store strict string sub success svc sync system tag target tcp
  team template test testing text thread time timeout tls tmp token tokens topic trace tracing traffic true trust type udp unix
  unknown update upstream uri url us use user username users usr utc utf utf8 utf-8 v1 v1alpha1 v1beta1 v2 v3 value values var
  verbose version virtual volume wait warn warning warnings wasm web webhook west wildcard worker workload workloads www xds xml
  yaml yes zipkin zone
`

const publicWords: ReadonlySet<string> = new Set(technical.split(/\s+/).filter(Boolean))

/** Whether a word, in any case, is such a word. */
export function isPublicWord(word: string): boolean {
  return publicWords.has(word.toLowerCase())
}
