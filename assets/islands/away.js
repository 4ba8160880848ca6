// Whoever signs in here may be somebody else: pages that were kept for opening without a line go. What waits to be sent
// stays, until its member is back.
export default async function away() {
  if (!globalThis.caches) return;
  for (const name of await caches.keys()) if (name.startsWith("polku till ")) await caches.delete(name);
}
