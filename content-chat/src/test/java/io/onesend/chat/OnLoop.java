package io.onesend.chat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs each test of a class on the logic loop of a chat, and closes the chat after it. */
public final class OnLoop implements InvocationInterceptor, AfterEachCallback {

    private final ChatFixture chat;

    public OnLoop(ChatFixture chat) {
        this.chat = chat;
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(test);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(test);
    }

    private void run(Invocation<Void> test) throws Throwable {
        List<Throwable> failures = new ArrayList<>();
        chat.loop.execute(() -> {
            try {
                test.proceed();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        });
        chat.settle();
        for (Throwable failure : failures) {
            throw failure;
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        chat.close();
    }
}
