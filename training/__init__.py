"""Making the models that the package ships."""

from onrecord.offline import stay_offline

stay_offline()  # before a module here loads onnxruntime
