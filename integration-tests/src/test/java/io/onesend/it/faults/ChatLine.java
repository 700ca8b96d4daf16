package io.onesend.it.faults;

import io.onesend.chat.packet.ResultCode;
import java.util.concurrent.CompletionStage;

/** What a user can do on a connection, of whichever kind. */
interface ChatLine {

    CompletionStage<ResultCode> enter(int room);

    CompletionStage<ResultCode> leave();

    CompletionStage<ResultCode> chat(String text);
}
