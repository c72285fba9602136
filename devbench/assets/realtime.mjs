// Realtime server of the bench, on loopback: messages from Redis go to the browsers that may see them.
//   node realtime.mjs --redis URL --port N --web PORT[,PORT…]
import http from "node:http";
import { createClient } from "redis";
import { Server } from "socket.io";

const arg = (name) => process.argv[process.argv.indexOf("--" + name) + 1];
const PORT = Number(arg("port"));
const WEB_PORTS = arg("web").split(",");

// Asks the web server that the page came from, with the cookies of the socket: so each answer is the user's own.
function webPort(socket) {
	const port = (socket.handshake.headers.origin || "").split(":").pop();
	return WEB_PORTS.includes(port) ? port : WEB_PORTS[0];
}
async function ask(socket, method, query = {}) {
	const url = `http://127.0.0.1:${webPort(socket)}/api/method/${method}?${new URLSearchParams(query)}`;
	const headers = {
		cookie: socket.handshake.headers.cookie || "",
		"x-frappe-site-name": socket.nsp.name.slice(1),
	};
	const answer = await fetch(url, { headers });
	return answer.ok ? (await answer.json()).message : null;
}

const server = http.createServer();
const io = new Server(server, { cors: { origin: true, credentials: true } });

io.of(/^\/.+$/)
	.use(async (socket, next) => {
		const info = await ask(socket, "frappe.realtime.get_user_info").catch(() => null);
		if (!info?.user || info.user === "Guest") return next(new Error("Unauthorized"));
		socket.userInfo = info;
		next();
	})
	.on("connection", (socket) => {
		socket.join("user:" + socket.userInfo.user);
		socket.join("website");
		if (socket.userInfo.user_type === "System User") socket.join("all");
		const joinOn = (event, room, check) =>
			socket.on(event, async (...args) => {
				if (!check || (await check(...args).catch(() => null))) socket.join(room(...args));
			});
		joinOn(
			"doctype_subscribe",
			(doctype) => "doctype:" + doctype,
			(doctype) => ask(socket, "frappe.realtime.can_subscribe_doctype", { doctype })
		);
		joinOn(
			"doc_subscribe",
			(doctype, docname) => `doc:${doctype}/${docname}`,
			(doctype, docname) => ask(socket, "frappe.realtime.can_subscribe_doc", { doctype, docname })
		);
		joinOn("task_subscribe", (task) => "task_progress:" + task);
		joinOn("progress_subscribe", (task) => "task_progress:" + task);
		socket.on("doctype_unsubscribe", (doctype) => socket.leave("doctype:" + doctype));
		socket.on("doc_unsubscribe", (doctype, docname) => socket.leave(`doc:${doctype}/${docname}`));
		socket.on("task_unsubscribe", (task) => socket.leave("task_progress:" + task));
	});

const subscriber = createClient({ url: arg("redis") });
subscriber.on("error", (error) => console.error(String(error)));
await subscriber.connect();
await subscriber.subscribe("events", (message) => {
	const event = JSON.parse(message);
	const space = io.of("/" + event.namespace);
	(event.room ? space.to(event.room) : space).emit(event.event, event.message);
});
server.on("error", (error) => {
	console.error(String(error));
	process.exit(1);
});
server.listen(PORT, "127.0.0.1", () => console.log(`realtime on 127.0.0.1:${PORT}`));
