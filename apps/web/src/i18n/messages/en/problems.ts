import type { ProblemCode } from '@portolan/contract/problem'

/** Each way a request can end badly: what happened, and what to do about it. */
export const problems = {
  'bad-request': {
    title: 'The request could not be read',
    advice: 'Reload the page. If it comes back, the link is from another version of Portolan.',
  },
  'bad-pod-name': {
    title: 'No pod can have this name',
    advice:
      'Namespaces and pods have lower-case letters, digits and dashes, as kubectl get pods prints them. Choose the pod in the explorer.',
  },
  'bad-port': {
    title: 'This is not a port number',
    advice: 'A port is a number from 1 to 65535. Choose the port on the chart.',
  },
  'host-refused': {
    title: 'Portolan does not answer to this host name',
    advice: 'Open the address that it printed, or start it with --allowed-host for the name that you use.',
  },
  'token-missing': {
    title: 'The launch token is missing',
    advice: 'Open the link that Portolan printed when it started.',
  },
  'token-wrong': {
    title: 'The launch token is of another start',
    advice: 'Open the link that Portolan printed last.',
  },
  'origin-refused': {
    title: 'The request came from another page',
    advice: 'Only Portolan’s own page may ask. Open the printed link in a tab of its own.',
  },
  'method-refused': {
    title: 'Only reading is allowed here',
    advice: 'Original pages are opened with GET and HEAD; whatever would change a component is refused.',
  },
  'too-many-requests': {
    title: 'Too many requests at once',
    advice:
      'Wait a moment. If you did not do anything, a tab or a script keeps asking: close the ones that you do not need.',
  },
  'not-found': {
    title: 'There is nothing at this address',
    advice: 'The link may be cut off, or from another version of Portolan.',
  },
  'not-recorded': {
    title: 'This recording does not hold it',
    advice: 'It was not asked for when the mesh was recorded, or could not be had then.',
  },
  'cluster-unknown': {
    title: 'Portolan does not know this cluster',
    advice:
      'It knows the contexts of the kubeconfig that it was started with, and the recordings that are open. Start it with a kubeconfig that has this context, or open the recording again.',
  },
  'cluster-unreachable': {
    title: 'The API server cannot be reached',
    advice:
      'Check the network, the VPN and the server’s address: kubectl get --raw /readyz must answer. It is tried again by itself.',
  },
  'cluster-unauthorized': {
    title: 'The API server does not accept the credentials',
    advice:
      'They may have expired. Sign in again as you do for kubectl; Portolan reads the new ones by itself.',
  },
  'credentials-failed': {
    title: 'The credentials could not be had',
    advice:
      'The kubeconfig’s exec plugin or its files failed. Run kubectl get pods in the same terminal: it shows the same trouble.',
  },
  forbidden: {
    title: 'You do not have the right to do this',
    advice: 'Ask for a Role with the verb that is named below. kubectl auth can-i checks it.',
  },
  'pod-gone': {
    title: 'This pod is gone',
    advice: 'Its successor is in the explorer, under the same workload.',
  },
  'pod-not-running': {
    title: 'The pod does not run',
    advice: 'Nothing can be asked of its ports before it does. kubectl describe pod says what it waits for.',
  },
  'port-unknown': {
    title: 'The chart of this pod has no such port',
    advice: 'Choose one of the ports on the chart.',
  },
  'port-refused': {
    title: 'Nothing listens on this port',
    advice: 'The process may be down or still starting. The chart shows when it comes back.',
  },
  'port-silent': {
    title: 'The port accepts, and says nothing',
    advice:
      'The process hangs, or it is too busy to answer. Try again; look at its processor time and its log.',
  },
  'port-reset': {
    title: 'The connection was cut in the middle',
    advice: 'The process ended, or it does not speak this protocol. Try again.',
  },
  'tunnel-failed': {
    title: 'The way to the pod failed',
    advice:
      'The port-forward through the API server and the kubelet could not be opened. What they said is below.',
  },
  'path-refused': {
    title: 'This path is not opened here',
    advice: 'It holds parts that could lead elsewhere. Start from the page’s first address.',
  },
  'query-refused': {
    title: 'This query is not opened here',
    advice:
      'With this parameter the page would change something, or nobody knows what it does. Leave it out.',
  },
  'endpoint-disruptive': {
    title: 'This page would interrupt the component',
    advice: 'Following a link must not stop, drain or change anything, so it is refused here always.',
  },
  'endpoint-not-listed': {
    title: 'This page is not among the safe ones',
    advice: 'Portolan opens only what is known to read. The port’s panel lists what can be opened.',
  },
  'endpoint-disabled': {
    title: 'Envoy’s operator has switched this off',
    advice:
      'The list of paths in Envoy’s own configuration (admin.allow_paths) leaves it out. Whoever runs the mesh can add it.',
  },
  'confirmation-needed': {
    title: 'This needs your word first',
    advice: 'The application’s own pages may do anything on a GET. Confirm to open them.',
  },
  'capability-unknown': {
    title: 'The address of this page has expired',
    advice:
      'Original pages have addresses that last a short time. Open the page again from the port’s panel.',
  },
  'redirect-refused': {
    title: 'The page wants to lead elsewhere',
    advice: 'It sent a redirect to another host or port, which is not followed.',
  },
  'answer-too-large': {
    title: 'The answer is too large',
    advice:
      'It was cut off so that it fills neither the memory nor the link. Ask for less of it, or fetch it with the command in the port’s panel.',
  },
  'answer-broken': {
    title: 'The answer broke off or makes no sense',
    advice:
      'The component ended its answer early or sent something that is not what it should be. Try again.',
  },
  'not-http': {
    title: 'This port does not speak HTTP',
    advice: 'It has no pages to show. Its evidence on the chart says what it does speak.',
  },
  'not-a-recording': {
    title: 'This file is not a recording',
    advice: 'Choose a .tar.gz file that portolan snapshot wrote, or that Portolan let you save.',
  },
  'recording-truncated': {
    title: 'The recording is cut off',
    advice: 'It was copied or downloaded only in part. Copy it again and compare the sizes.',
  },
  'recording-damaged': {
    title: 'The recording is damaged',
    advice:
      'Its content is not what was recorded, so nothing of it is shown. Copy it again; if that does not help, record it again.',
  },
  'recording-unsafe': {
    title: 'The file could do harm',
    advice:
      'It holds what no recording has, as files do that are made to attack whoever opens them. Nothing of it was kept. Ask whoever gave it to you.',
  },
  'recording-too-large': {
    title: 'The recording is too large',
    advice: 'Record fewer namespaces or pods, or make room in the temporary folder where Portolan runs.',
  },
  'recording-too-new': {
    title: 'The recording is from a newer Portolan',
    advice: 'Open it with the version that is named below, or a newer one.',
  },
  'recording-only': {
    title: 'Only recordings can be closed',
    advice: 'This is a cluster of the kubeconfig; it stays in the list.',
  },
  'recording-unchangeable': {
    title: 'A recording cannot be changed',
    advice: 'It plays what was recorded. Open the cluster itself to change something there.',
  },
  timeout: {
    title: 'No answer in time',
    advice: 'The API server or the component is slow. Try again; the chart goes on meanwhile.',
  },
  internal: {
    title: 'Portolan made a mistake',
    advice:
      'That is a fault in Portolan, not in your mesh. Its log has the details under the request’s number.',
  },
} as const satisfies Readonly<Record<ProblemCode, { readonly title: string; readonly advice: string }>>
