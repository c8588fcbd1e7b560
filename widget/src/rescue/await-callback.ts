/** Waits for a callback. Uses an object with a `then`, as the page may have replaced the constructor of promises. */
export async function awaitCallback<T>(begin: (resolve: (value: T) => void) => void): Promise<T> {
  // oxlint-disable-next-line unicorn/no-thenable -- see above
  return await ({ then: begin } as PromiseLike<T>);
}
