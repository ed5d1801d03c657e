// What JavaRosa, the engine in ODK Collect, needs for a form: loads it several times, then answers it.
// Arguments: the XForm, how many loads. Input: lines "ref<TAB>value". Output: "load<TAB>ms CPU" and "answer<TAB>ms CPU".
import java.io.*;
import java.lang.management.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import org.javarosa.core.model.*;
import org.javarosa.core.model.data.*;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.*;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.*;

public class Timing {
    static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    static IAnswerData data(FormEntryPrompt prompt, String text) {
        if (text.isEmpty()) return null;
        int control = prompt.getControlType();
        if (control != Constants.CONTROL_SELECT_ONE && control != Constants.CONTROL_SELECT_MULTI)
            return XFormAnswerDataParser.getAnswerData(text, prompt.getDataType(), prompt.getQuestion());
        List<Selection> chosen = new ArrayList<>();
        for (SelectChoice choice : prompt.getSelectChoices())
            if (Arrays.asList(text.split(" ")).contains(choice.getValue())) chosen.add(choice.selection());
        if (chosen.isEmpty()) return null;
        return control == Constants.CONTROL_SELECT_ONE ? new SelectOneData(chosen.get(0)) : new SelectMultiData(chosen);
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        System.setOut(System.err);
        new XFormsModule().registerModule();
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        FormDef form = null;
        for (int load = 0; load < Integer.parseInt(arguments[1]); load++) {
            long begin = CLOCK.getCurrentThreadCpuTime();
            form = XFormUtils.getFormFromFormXml(arguments[0], null);
            form.initialize(true, new InstanceInitializationFactory());
            out.println("load\t" + (CLOCK.getCurrentThreadCpuTime() - begin) / 1e6);
        }
        FormEntryController controller = new FormEntryController(new FormEntryModel(form));
        Map<String, FormIndex> places = new HashMap<>();
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            String[] words = line.split("\t", -1);
            FormIndex index = places.get(words[0]);
            if (index == null) {
                controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
                for (int event; (event = controller.stepToNextEvent()) != FormEntryController.EVENT_END_OF_FORM; )
                    if (event == FormEntryController.EVENT_QUESTION) {
                        FormIndex here = controller.getModel().getFormIndex();
                        places.put(here.getReference().genericize().toString(), here);
                    }
                index = places.get(words[0]);
            }
            if (index == null) continue;
            long begin = CLOCK.getCurrentThreadCpuTime();
            IAnswerData answer = data(controller.getModel().getQuestionPrompt(index), words[1]);
            controller.answerQuestion(index, answer, true);
            out.println("answer\t" + (CLOCK.getCurrentThreadCpuTime() - begin) / 1e6);
        }
    }
}
