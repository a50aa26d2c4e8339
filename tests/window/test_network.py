"""No other machine is spoken to, whatever the environment asks for."""
import socket
import threading
import time

from desk import until


class Listener:
    """Counts who connects to a port of this machine."""

    def __enter__(self):
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen()
        self.port = self.socket.getsockname()[1]
        self.connected = 0
        threading.Thread(target=self.count, daemon=True).start()
        return self

    def count(self):
        while True:
            try:
                other, _ = self.socket.accept()
            except OSError:
                return
            self.connected += 1
            other.close()

    def __exit__(self, *_):
        self.socket.close()


def opened(desk, **environment):
    """What the window says on the way, which is opened and worked in with this environment."""
    article = desk.article()
    usual = desk.environment()
    desk.environment = lambda: {**usual, **environment}
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        desk.holds(article, "هفتم ماه دسامبر")
        time.sleep(1)
        return window.output()


def test_a_message_bus_of_another_machine_is_not_asked(desk):
    with Listener() as listener:
        far = f"tcp:host=127.0.0.1,port={listener.port}"
        for address in (far, f"nonce-tcp:host=127.0.0.1,port={listener.port},noncefile=/dev/null",
                        f"unix:path=/nowhere;{far}"):
            said = opened(desk, DBUS_SESSION_BUS_ADDRESS=address)
            assert not listener.connected, f"{address}: {listener.connected} connections"
            assert "DBUS_SESSION_BUS_ADDRESS" in said, said
        said = opened(desk, AT_SPI_BUS_ADDRESS=far)
        assert not listener.connected, "AT_SPI_BUS_ADDRESS"
        assert "AT_SPI_BUS_ADDRESS" in said, said


def test_a_bus_of_this_machine_is_used(desk):
    path = desk.root / "bus"
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(path))
        bus.listen()
        asked = []
        threading.Thread(target=lambda: asked.append(bus.accept()), daemon=True).start()
        said = opened(desk, DBUS_SESSION_BUS_ADDRESS=f"unix:path={path}")
        until(lambda: asked, why="nobody asked the bus")
        assert "BUS_ADDRESS" not in said, said
