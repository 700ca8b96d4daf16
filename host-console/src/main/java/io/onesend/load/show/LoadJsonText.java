package io.onesend.load.show;

import io.onesend.load.LoadCount;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Writes records as JSON text: the constants of an enum in camel case, and fractions in thousandths, as more digits are noise. */
final class LoadJsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addMixIn(LoadCount.class, CamelCase.class)
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new Thousandths())
                    .addSerializer(Double.TYPE, new Thousandths()))
            .build();

    private LoadJsonText() {}

    static String of(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /** {@code CONNECT_FAILED} is {@code connectFailed}. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    private interface CamelCase {}

    private static final class Thousandths extends StdScalarSerializer<Double> {

        Thousandths() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(Math.rint(value * 1_000) / 1_000);
        }
    }
}
