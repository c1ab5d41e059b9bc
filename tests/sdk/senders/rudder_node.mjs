// Sends numbered events with @rudderstack/rudder-sdk-node. A batch is given up after `retryCount` tries.
import RudderAnalytics from "@rudderstack/rudder-sdk-node"
import { setTimeout as sleep } from "node:timers/promises"

const [address, key, count] = process.argv.slice(2)
const client = new RudderAnalytics(key, { dataPlaneUrl: address, flushAt: 10, flushInterval: 100, retryCount: 8, logLevel: "none" })
const sent = []
for (let number = 0; number < Number(count); number++) {
  sent.push(new Promise((done) => client.track({ userId: "user-42", event: `Event ${number}`, properties: { number } }, done)))
  await sleep(20)
}
await client.flush()
await Promise.all(sent)
