// Reads submissions as ODK Collect opens a saved one: populates the form's instance, computes, and writes it anew.
// Argument: the XForm. Input: a submission's path a line. Output: for each the XML that JavaRosa writes, in base64.
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.javarosa.core.model.*;
import org.javarosa.core.model.instance.*;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.services.transport.payload.ByteArrayPayload;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.model.xform.*;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xform.util.XFormUtils;

public class Reading {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        System.setOut(System.err);
        new XFormsModule().registerModule();
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            FormDef form = XFormUtils.getFormFromFormXml(arguments[0], null);
            TreeElement saved = XFormParser.restoreDataModel(Files.readAllBytes(Paths.get(line)), null).getRoot();
            TreeElement root = form.getMainInstance().getRoot().deepCopy(true);
            root.populate(saved, form);
            form.getMainInstance().setRoot(root);
            form.initialize(false, new InstanceInitializationFactory());
            ByteArrayPayload payload = (ByteArrayPayload) new XFormSerializingVisitor().createSerializedPayload(form.getMainInstance());
            out.println(Base64.getEncoder().encodeToString(payload.getPayloadStream().readAllBytes()));
        }
    }
}
