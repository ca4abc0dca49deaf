export const snapshot = {
  commands: { record: 'Record this mesh...' },
  title: 'Record {{cluster}}',
  close: 'Close',
  what: 'What is recorded',
  part: {
    mesh: 'The whole mesh',
    namespace: 'The namespace {{namespace}}',
    pod: 'The pod {{namespace}}/{{pod}}',
  },
  extras: 'Also, if you want',
  extra: {
    lookInside: {
      title: 'Looks inside of pods',
      text: 'Processes and sockets: executes one command in each running container. Clusters often audit that. Command lines of applications and values that look like secrets are left out.',
    },
    logs: {
      title: 'Last lines of logs',
      text: 'Logs are free text. What looks like a secret is masked, but nobody can promise that all of it is: read them before you give the recording away.',
    },
    costly: {
      title: 'Profiles',
      text: 'Go’s profiles and the dumps that cost istiod and Envoy most. Leave it off on a mesh under load.',
    },
  },
  noExec: 'Portolan was started with --no-exec.',
  holds:
    'The recording holds Kubernetes objects, events of pods, what stands behind each port, and the answers of all readable endpoints. Secrets, values of unknown environment variables, tokens and private keys are taken out; nothing is changed in the mesh.',
  cancel: 'Cancel',
  start: 'Record',
  starting: 'Starting...',
}
