#!/usr/bin/env python3
"""A server with OpenAI's chat interface and no model behind it: stand_in.py PORT

It names who follows «آقای» or «خانم», puts its list between words, and makes one name up.
"""
import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class StandIn(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        news = body["messages"][-1]["content"]
        names = dict.fromkeys(re.findall(r"(?:آقا[یي]|خانم) (\w+)", news))
        listed = [{"label": "person", "text": it} for it in [*names, "سیمرغ هفت‌رنگ"]]
        said = f"Here is the list:\n```json\n{json.dumps(listed, ensure_ascii=False)}\n```"
        answer = json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_arguments):
        """Silent: what it writes would be taken for errors."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), StandIn).serve_forever()
