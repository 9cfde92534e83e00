// What was drawn and not saved yet, kept in this browser: a lost connection or a reload loses nothing.
const STORE = "kept";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("shop-content-masks", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, act) {
  try {
    const base = await open();
    return await new Promise((resolve, reject) => {
      const asked = act(base.transaction(STORE, mode).objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } catch {
    return undefined; // a private window may refuse it; drawing goes on without
  }
}

export const keep = (key, kept) => within("readwrite", (store) => store.put(kept, key));
export const kept = (key) => within("readonly", (store) => store.get(key));
export const forget = (key) => within("readwrite", (store) => store.delete(key));
