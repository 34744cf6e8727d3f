# Installs the build tree BUILD, and moves what was installed to TO.
file(REMOVE_RECURSE ${TO} ${TO}.staged)
set(config "")
if(CONFIG)
  set(config --config ${CONFIG})
endif()
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} ${config} --prefix ${TO}.staged COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${TO}.staged ${TO})
