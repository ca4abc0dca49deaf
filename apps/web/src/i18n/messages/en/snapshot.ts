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
  costly: 'Profiles, too',
  costlyText:
    'Go’s profiles and the dumps that cost istiod and Envoy most. Leave it off on a mesh under load.',
  holds:
    'The recording holds Kubernetes objects, what stands behind each port, and the answers of all readable endpoints. Secrets, values of unknown environment variables, tokens and private keys are taken out; nothing is changed in the mesh.',
  cancel: 'Cancel',
  start: 'Record',
  starting: 'Starting...',
}
