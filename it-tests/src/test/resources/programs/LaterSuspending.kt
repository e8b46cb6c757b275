@file:JvmName("LaterSuspending")

import java.io.IOException
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private fun failEachTenth(number: Int): String {
    if (number % 10 == 0) {
        throw IOException("tenth")
    }
    return "done"
}

/** Is suspended once, and goes on in any thread. */
suspend fun once(number: Int): String {
    delay(20)
    return failEachTenth(number)
}

/** Could be suspended, and never is. */
suspend fun never(number: Int): String {
    if (number < 0) {
        delay(1)
    }
    return failEachTenth(number)
}

/** Is suspended twice, and calls two others. */
suspend fun nested(number: Int): String {
    val first = once(number)
    delay(5)
    return first + never(number)
}

/** Hands its continuation on. */
suspend fun tail(number: Int): String = once(number)

/** Has a name of its own, which is told to its first call alone. */
class Label(private val number: Int) {
    fun name() = "label-${number % 2}"
}

suspend fun named(label: Label, number: Int): String {
    delay(10)
    delay(10)
    return failEachTenth(number)
}

/** Is opened in one function and closed in another. */
class Session {
    suspend fun open() {
        delay(10)
        delay(10)
        close()
        delay(5)
    }

    suspend fun close() {
        delay(1)
        delay(1)
    }
}

/** Calls all a hundred times, of which each tenth fails; prints how many did. */
fun main() {
    val failed = AtomicInteger()
    runBlocking(Dispatchers.Default) {
        for (number in 1..100) {
            val calls =
                listOf<suspend () -> Any>(
                    { once(number) },
                    { never(number) },
                    { nested(number) },
                    { tail(number) },
                    { named(Label(number), number) },
                    { Session().open() },
                )
            for (call in calls) {
                launch {
                    try {
                        call()
                    } catch (expected: IOException) {
                        failed.incrementAndGet()
                    }
                }
            }
        }
    }
    println(failed)
}
